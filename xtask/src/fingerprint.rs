//! Tells by content what is out of date: file times lie after a checkout, a hash of the inputs does not.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3;

use crate::project;

/// A hash over everything that a build step reads.
pub struct Fingerprint(Xxh3);

impl Fingerprint {
    /// A hash of nothing yet.
    pub fn new() -> Self {
        Self(Xxh3::new())
    }

    /// Adds a value: flags, a version, the recipe.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a file, or every file of a folder, by path under `root` and content. A missing path counts as missing.
    pub fn path(&mut self, root: &Path, path: &str) -> Result<&mut Self> {
        let start = root.join(path);
        if !start.exists() {
            return Ok(self.text("missing").text(path));
        }
        for entry in WalkDir::new(&start).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot read {path}"))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let file = entry.path();
            let name = file.strip_prefix(root).unwrap_or(file);
            let content =
                fs::read(file).with_context(|| format!("cannot read {}", name.display()))?;
            self.bytes(name.as_os_str().as_encoded_bytes())
                .bytes(&content);
        }
        Ok(self)
    }

    /// The hash so far.
    pub fn value(&self) -> String {
        format!("{:032x}", self.0.digest128())
    }

    /// Each part is preceded by its length, so that no two lists of parts run together.
    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }
}

/// The note of what a step was last built from.
pub struct Record {
    file: PathBuf,
    value: String,
}

impl Record {
    /// The record of the step `name`, to be compared with `fingerprint`.
    pub fn new(name: &str, fingerprint: &Fingerprint) -> Self {
        Self::in_folder(&project::notes(), name, fingerprint)
    }

    fn in_folder(folder: &Path, name: &str, fingerprint: &Fingerprint) -> Self {
        Self {
            file: folder.join(format!("{name}.fingerprint")),
            value: fingerprint.value(),
        }
    }

    /// Whether the last build had the same inputs and all of `outputs` are still there.
    pub fn is_current(&self, outputs: &[PathBuf]) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|value| value == self.value)
            && outputs.iter().all(|output| output.exists())
    }

    /// Runs `build`, and keeps the record only if it succeeds: an interrupted build is not taken for a finished one.
    pub fn update(&self, build: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.file.exists() {
            fs::remove_file(&self.file)?;
        }
        build()?;
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, &self.value)
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn value(root: &Path, paths: &[&str]) -> String {
        let mut fingerprint = Fingerprint::new();
        for path in paths {
            assert!(fingerprint.path(root, path).is_ok());
        }
        fingerprint.value()
    }

    #[test]
    fn content_name_and_absence_count_but_time_does_not() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        fs::create_dir(root.join("src"))?;
        fs::write(root.join("src/a.rs"), "one")?;
        let first = value(root, &["src", "absent"]);

        fs::write(root.join("src/a.rs"), "one")?;
        assert_eq!(
            value(root, &["src", "absent"]),
            first,
            "the same content, written again"
        );
        fs::write(root.join("src/a.rs"), "two")?;
        assert_ne!(value(root, &["src", "absent"]), first, "other content");
        fs::remove_file(root.join("src/a.rs"))?;
        fs::write(root.join("src/b.rs"), "one")?;
        assert_ne!(value(root, &["src", "absent"]), first, "another name");
        fs::rename(root.join("src/b.rs"), root.join("src/a.rs"))?;
        assert_eq!(value(root, &["src", "absent"]), first, "back as it was");
        fs::write(root.join("absent"), "")?;
        assert_ne!(
            value(root, &["src", "absent"]),
            first,
            "a file that was missing"
        );
        Ok(())
    }

    #[test]
    fn parts_do_not_run_together() {
        let mut first = Fingerprint::new();
        first.text("ab").text("c");
        let mut second = Fingerprint::new();
        second.text("a").text("bc");
        assert_ne!(first.value(), second.value());
    }

    #[test]
    fn a_record_is_current_after_a_build_that_succeeded() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let output = folder.path().join("output");
        let outputs = [output.clone()];
        let mut inputs = Fingerprint::new();
        inputs.text("inputs");
        let record = Record::in_folder(folder.path(), "step", &inputs);
        assert!(!record.is_current(&outputs), "never built");

        record.update(|| Ok(fs::write(&output, "")?))?;
        assert!(record.is_current(&outputs));
        inputs.text("more");
        assert!(
            !Record::in_folder(folder.path(), "step", &inputs).is_current(&outputs),
            "other inputs"
        );
        fs::remove_file(&output)?;
        assert!(!record.is_current(&outputs), "output deleted");

        fs::write(&output, "half")?;
        assert!(record.update(|| bail!("interrupted")).is_err());
        assert!(!record.is_current(&outputs), "the last build failed");
        Ok(())
    }
}
