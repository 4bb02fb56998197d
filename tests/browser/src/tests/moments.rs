//! A run that has ended can be looked at as it was at any moment.

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::{Moment, Variable, View};
use thirtyfour::{By, Key};

super::tests!(
    the_output_is_as_it_was,
    the_variables_are_as_they_were,
    the_next_run_starts_at_its_own_end
);

const QUICK: &str = "lab=threads&rounds_1=5&rounds_2=5&sleep_1=0.1&sleep_2=0.1&speed=4";

async fn the_output_is_as_it_was(page: &Page) -> Result<()> {
    page.open(QUICK).await?;
    let end = page.finish().await?;
    let Moment { at, of } = end
        .moment
        .context("after a run there should be moments to choose")?;
    ensure!(
        at == of && of > 20,
        "the last of many moments should be shown first, it is {at} of {of}"
    );

    // A click on the middle of the range.
    page.web().find(By::Id("scrub")).await?.click().await?;
    let middle = page
        .until("another moment", |view| {
            view.moment.is_some_and(|moment| moment.at < of)
        })
        .await?;
    ensure!(
        end.console.starts_with(&middle.console),
        "the output should be the beginning of the whole"
    );
    ensure!(
        !middle.console.is_empty() && middle.console != end.console,
        "in the middle some of it should be there"
    );

    press(page, Key::Home).await?;
    let first = page
        .until("the first moment", |view| at_moment(view, 0))
        .await?;
    ensure!(
        first.console.is_empty(),
        "before the first event nothing should be printed"
    );

    press(page, Key::End).await?;
    let last = page
        .until("the last moment", |view| at_moment(view, of))
        .await?;
    ensure!(
        last.console == end.console,
        "at the end the output should be whole again"
    );
    Ok(())
}

async fn the_variables_are_as_they_were(page: &Page) -> Result<()> {
    page.open(QUICK).await?;
    let end = page.finish().await?;
    let last = variable(&end).context("`a` should be shown at the end")?;
    ensure!(
        last.writer.is_some_and(|writer| writer > 0),
        "at the end `a` should be as a task left it"
    );

    page.web().find(By::Id("scrub")).await?.click().await?;
    press(page, Key::Home).await?;
    let first = page
        .until("the first moment", |view| at_moment(view, 0))
        .await?;
    ensure!(
        variable(&first).is_none_or(|a| a.value.is_empty()),
        "before the first event `a` should have no value"
    );

    // Event by event: what was written is what its writer writes, and the first to write is main, the empty text.
    let mut seen: Vec<Variable> = Vec::new();
    for at in 1..=end.moment.map_or(0, |moment| moment.of).min(40) {
        press(page, Key::Right).await?;
        let view = page
            .until("the next moment", |view| at_moment(view, at))
            .await?;
        if let Some(a) = variable(&view).filter(|a| a.writer.is_some())
            && seen.last() != Some(&a)
        {
            seen.push(a);
        }
    }
    let writes: Vec<(u32, &str)> = seen
        .iter()
        .map(|a| (a.writer.unwrap_or(0), a.value.as_str()))
        .collect();
    let allowed = [(0, ""), (1, "."), (2, "-")];
    ensure!(
        writes.first() == Some(&allowed[0]),
        "main should write `a` first, the writes are {writes:?}"
    );
    ensure!(
        writes.iter().all(|write| allowed.contains(write)),
        "each task writes its own sign, the writes are {writes:?}"
    );
    ensure!(
        writes.len() > 2,
        "the tasks should write in turn, the writes are {writes:?}"
    );

    press(page, Key::End).await?;
    page.until("the end", |view| variable(view).as_ref() == Some(&last))
        .await?;
    Ok(())
}

async fn the_next_run_starts_at_its_own_end(page: &Page) -> Result<()> {
    page.open(QUICK).await?;
    page.finish().await?;
    page.web().find(By::Id("scrub")).await?.click().await?;
    press(page, Key::Home).await?;
    page.until("the first moment", |view| at_moment(view, 0))
        .await?;
    let view = page.finish().await?;
    let moment = view
        .moment
        .context("after a run there should be moments to choose")?;
    ensure!(
        moment.at == moment.of,
        "the next run should be shown whole, not as it was at moment {}",
        moment.at
    );
    ensure!(
        view.console.ends_with("finished\n"),
        "its output should be whole"
    );
    Ok(())
}

async fn press(page: &Page, key: Key) -> Result<()> {
    Ok(page
        .web()
        .find(By::Id("scrub"))
        .await?
        .send_keys("" + key)
        .await?)
}

fn at_moment(view: &View, at: u64) -> bool {
    view.moment.is_some_and(|moment| moment.at == at)
}

fn variable(view: &View) -> Option<Variable> {
    let mut variables = view.memories.iter().flat_map(|memory| &memory.variables);
    variables.find(|variable| variable.name == "a").cloned()
}
