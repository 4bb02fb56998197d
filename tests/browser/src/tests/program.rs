//! The program is edited in place, kept, opened from files, and passed on with its steps by a link.

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use serde::Deserialize;
use serde_json::json;
use thirtyfour::Key;

super::tests!(
    it_is_edited_stepped_explored_kept_and_reset,
    what_is_wrong_stands_at_its_place,
    the_editor_is_left_with_the_keyboard,
    a_link_holds_the_program_and_its_steps,
    a_link_that_does_not_fit_any_more_says_so,
    the_playground_opens_files_and_notebooks,
    markup_stays_text,
);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    /// What stands in the editor; none before it is there.
    text: Option<String>,
    /// Whose program it is.
    origin: String,
    /// What is wrong with it.
    problems: Vec<String>,
    /// The lines of the editor with a mark that something is wrong.
    marked: u32,
    /// The actors in the editor's gutter.
    actors: Vec<String>,
    /// What each actor does next.
    next: Vec<String>,
    said: String,
    stale: bool,
    alerts: Vec<String>,
    hash: String,
    images: u32,
}

const SHOWN: &str = "
    const text = (element) => (element?.textContent ?? '').replace(/\\s+/g, ' ').trim();
    const all = (root, selector) => [...(root?.querySelectorAll(selector) ?? [])];
    const editor = document.querySelector('il-program .source-host')?.shadowRoot;
    const content = editor?.querySelector('.cm-content');
    return {
        text: content ? all(content, '.cm-line').map((line) => line.textContent).join('\\n') : null,
        origin: text(document.querySelector('.program-origin')),
        problems: all(document, '.program-problems li').map(text),
        marked: all(editor, '.cm-lint-marker-error').length,
        actors: all(editor, '.actor-gutter .at').map(text),
        next: all(document, '.actor-step .actor-next').map(text),
        said: text(document.querySelector('#stepper-said')),
        stale: document.querySelector('.machine.stale') !== null,
        alerts: all(document, '[role=alert]').map(text).filter((it) => it !== ''),
        hash: location.hash.slice(1),
        images: all(document, 'main img[src]').length + all(editor, 'img[src]').length,
    };";

async fn shown(page: &Page) -> Result<Shown> {
    page.script(SHOWN, []).await
}

async fn until(page: &Page, what: &str, is: impl Fn(&Shown) -> bool) -> Result<Shown> {
    page.until_some(what, async || {
        let now = shown(page).await?;
        Ok(if is(&now) { Ok(now) } else { Err(now) })
    })
    .await
}

/// Opens a link with nothing kept from before.
async fn open_afresh(page: &Page, link: &str) -> Result<Shown> {
    page.open("").await?;
    page.script::<()>("localStorage.clear()", []).await?;
    open(page, link).await
}

async fn open(page: &Page, link: &str) -> Result<Shown> {
    page.open(link).await?;
    until(page, "the editor and the machine", |now| {
        now.text.is_some() && !now.said.is_empty()
    })
    .await
}

/// Types a line in front of the program.
async fn type_first(page: &Page, line: &str) -> Result<()> {
    page.script::<()>(
        "document.querySelector('il-program .source-host').shadowRoot.querySelector('.cm-content').focus()",
        [],
    )
    .await?;
    let keys = page.web().action_chain();
    let keys = keys.key_down(Key::Control).send_keys(Key::Home);
    let keys = keys.key_up(Key::Control).send_keys(line);
    keys.send_keys(Key::Enter).perform().await?;
    Ok(())
}

/// Presses the button of this actor, and waits until the step was taken.
async fn step(page: &Page, actor: u32, number: u32) -> Result<Shown> {
    page.script::<()>(
        "document.querySelector(`.actor-step[data-actor=\"${arguments[0]}\"]`).click()",
        [actor.into()],
    )
    .await?;
    let words = format!("Step {number}: ");
    until(page, &words, |now| now.said.starts_with(&words)).await
}

/// Presses the button with this text. It is brought into sight before that: WebKit's driver loses a click that scrolls the page.
async fn press(page: &Page, text: &str) -> Result<()> {
    page.script_that_waits::<()>(
        "const named = (it) => it.textContent.replace(/\\s+/g, ' ').trim() === arguments[0];
         const button = [...document.querySelectorAll('button')].find(named);
         button?.scrollIntoView({ block: 'center' });
         for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);",
        [text.into()],
    )
    .await?;
    page.press(text).await
}

/// Presses a button of the row that goes back and forth.
async fn transport(page: &Page, name: &str) -> Result<()> {
    page.script(
        "document.querySelector(`.transport [data-button=\"${arguments[0]}\"]`).click()",
        [name.into()],
    )
    .await
}

async fn it_is_edited_stepped_explored_kept_and_reset(page: &Page) -> Result<()> {
    let before = open_afresh(page, "lab=race&engine=step").await?;
    ensure!(
        before.origin.starts_with("The lab’s program."),
        "{before:?}"
    );
    let program = before.text.context("a program")?;

    type_first(page, "mine = 41").await?;
    let edited = until(page, "the edited program to be there", |now| {
        now.hash.contains("code=") && !now.stale && now.problems.is_empty()
    })
    .await?;
    ensure!(edited.origin == "Your version.", "{edited:?}");
    ensure!(
        edited.text == Some(format!("mine = 41\n{program}")),
        "{edited:?}"
    );
    let stepped = step(page, 0, 1).await?;
    ensure!(stepped.actors.len() == 3, "{stepped:?}");
    until(page, "the variable of the edited program", |_| true).await?;
    let variables: Vec<String> = page
        .script(
            "return [...document.querySelectorAll('[data-variable]')].map((it) => it.dataset.variable)",
            [],
        )
        .await?;
    ensure!(variables.iter().any(|name| name == "mine"), "{variables:?}");

    // The address alone would bring it back: a link without it shows that it was kept.
    let kept = open(page, "lab=race&engine=step").await?;
    ensure!(
        kept.text == Some(format!("mine = 41\n{program}")),
        "{kept:?}"
    );
    ensure!(kept.origin == "Your version, as you left it.", "{kept:?}");

    // Live runs the lab's own.
    page.open("lab=race").await?;
    let live = until(page, "the program of the live engine", |_| true).await?;
    ensure!(live.text.is_none());
    let said: String = page
        .script(
            "return document.querySelector('#live-program')?.textContent ?? ''",
            [],
        )
        .await?;
    ensure!(said.contains("yours runs stepped and explored"), "{said}");

    open(page, "lab=race&engine=step").await?;
    press(page, "Reset to the lab’s program").await?;
    let reset = until(page, "the lab's program", |now| {
        now.origin.starts_with("The lab’s program.") && !now.stale
    })
    .await?;
    ensure!(reset.text.as_ref() == Some(&program), "{reset:?}");
    ensure!(!reset.hash.contains("code="), "{reset:?}");
    press(page, "Bring back the other version").await?;
    until(page, "the visitor's version", |now| {
        now.text == Some(format!("mine = 41\n{program}"))
    })
    .await?;
    page.script::<()>("localStorage.clear()", []).await
}

async fn what_is_wrong_stands_at_its_place(page: &Page) -> Result<()> {
    open_afresh(page, "lab=race&engine=step").await?;
    step(page, 0, 1).await?;
    type_first(page, "import io").await?;
    let wrong = until(page, "what is wrong", |now| !now.problems.is_empty()).await?;
    ensure!(
        wrong.problems[0].starts_with("Line 1, column 8 "),
        "{wrong:?}"
    );
    ensure!(wrong.marked == 1, "{wrong:?}");
    ensure!(
        wrong.stale && wrong.said.starts_with("Step 1: "),
        "{wrong:?}"
    );
    // It leads to its place, where the keyboard then is.
    press(page, "Line 1, column 8").await?;
    page.key(Key::Delete).await?;
    page.key(Key::Delete).await?;
    page.web().action_chain().send_keys("re").perform().await?;
    let other = until(page, "what is wrong now", |now| {
        now.problems.first().is_some_and(|it| it.contains("re"))
            && now
                .text
                .as_ref()
                .is_some_and(|text| text.starts_with("import re\n"))
    })
    .await?;
    ensure!(
        other.problems[0].starts_with("Line 1, column 8 "),
        "{other:?}"
    );
    press(page, "Reset to the lab’s program").await?;
    until(page, "a program without faults", |now| {
        now.problems.is_empty() && now.marked == 0 && !now.stale
    })
    .await?;
    page.script::<()>("localStorage.clear()", []).await
}

async fn the_editor_is_left_with_the_keyboard(page: &Page) -> Result<()> {
    open_afresh(page, "lab=playground").await?;
    type_first(page, "if 1:").await?;
    page.key(Key::Tab).await?;
    page.web()
        .action_chain()
        .send_keys("x = 1")
        .perform()
        .await?;
    // The line was indented already, and Tab indented it further.
    let typed = until(page, "what was typed", |now| {
        now.text.as_deref() == Some("if 1:\n        x = 1")
    })
    .await?;
    ensure!(typed.images == 0);
    // At once, or Tab indents again.
    let keys = page.web().action_chain();
    let keys = keys.send_keys(Key::Escape).send_keys(Key::Tab);
    keys.perform().await?;
    let inside: bool = page
        .script(
            "return document.activeElement?.closest('.source-host') !== null",
            [],
        )
        .await?;
    ensure!(!inside, "Escape and Tab should leave the editor");
    page.script::<()>("localStorage.clear()", []).await
}

async fn a_link_holds_the_program_and_its_steps(page: &Page) -> Result<()> {
    open_afresh(page, "lab=race&engine=step").await?;
    type_first(page, "mine = 41").await?;
    until(page, "the edited program", |now| {
        now.hash.contains("code=") && !now.stale
    })
    .await?;
    for (number, actor) in [0, 1, 2, 1, 2].into_iter().enumerate() {
        step(page, actor, number as u32 + 1).await?;
    }
    transport(page, "back").await?;
    until(page, "the step before", |now| {
        now.said.starts_with("Step 4: ")
    })
    .await?;
    let there = until(page, "the steps in the address", |now| {
        now.hash.contains("schedule=") && now.hash.ends_with("step=4")
    })
    .await?;
    page.script::<()>("localStorage.clear()", []).await?;

    let again = open(page, &there.hash).await?;
    let again = if again.said == there.said {
        again
    } else {
        until(page, "the same step", |now| now.said == there.said).await?
    };
    ensure!(
        again.text == there.text && again.next == there.next,
        "{again:?}"
    );
    ensure!(
        again.origin == "This program came with the link.",
        "{again:?}"
    );
    ensure!(again.alerts.is_empty(), "{again:?}");
    transport(page, "redo").await?;
    until(page, "the step after", |now| {
        now.said.starts_with("Step 5: ")
    })
    .await?;

    press(page, "Copy link").await?;
    let copied: String = page
        .script_that_waits(
            "for (;;) {
                const status = document.querySelector('.share-status');
                const field = status.querySelector('input');
                if (field !== null) return field.value;
                if (status.textContent.includes('copied')) return location.href;
                await new Promise((resolve) => setTimeout(resolve, 20));
            }",
            [],
        )
        .await?;
    ensure!(copied.contains("#lab=race&engine=step&code="), "{copied}");
    ensure!(
        copied.contains("schedule=") && !copied.contains("step=4"),
        "{copied}"
    );
    page.script::<()>("localStorage.clear()", []).await
}

async fn a_link_that_does_not_fit_any_more_says_so(page: &Page) -> Result<()> {
    open_afresh(page, "lab=race&engine=step").await?;
    for (number, actor) in [0, 1, 2].into_iter().enumerate() {
        step(page, actor, number as u32 + 1).await?;
    }
    // One for each step: a slow browser has the first of them in the address already.
    let there = until(page, "the steps in the address", |now| {
        now.hash.matches('_').count() == 3
    })
    .await?;
    // More than there is.
    open(page, &format!("{}&step=900", there.hash)).await?;
    let told = until(page, "that there are fewer steps", |now| {
        !now.alerts.is_empty()
    })
    .await?;
    ensure!(told.alerts[0].contains("step 900"), "{told:?}");
    ensure!(told.said.starts_with("Step 3: "), "{told:?}");
    // Actors that there are not, after what is right.
    open(page, &format!("{}-9x5", there.hash)).await?;
    let told = until(page, "how far it fits", |now| !now.alerts.is_empty()).await?;
    ensure!(told.alerts[0].contains("3 steps"), "{told:?}");
    ensure!(told.said.starts_with("Step 3: "), "{told:?}");
    // Nonsense, a program that is cut off, and one of another version.
    for (link, words) in [
        ("schedule=%3Cb%3E", "The steps in the link do not fit"),
        ("code=AeJ-s1urULBVULJJslPi", "some of the link is missing"),
        ("code=Aw", "another version of this page (3)"),
        ("step=minus", "“step=minus”"),
    ] {
        open(page, &format!("lab=race&engine=step&{link}")).await?;
        let told = until(page, words, |now| {
            now.alerts.iter().any(|it| it.contains(words))
        })
        .await?;
        ensure!(
            told.next.len() == 1,
            "the program is there all the same: {told:?}"
        );
    }
    page.script::<()>("localStorage.clear()", []).await
}

/// Drops a file on the page.
async fn drop_file(page: &Page, name: &str, content: &str) -> Result<()> {
    page.script::<()>(
        "const files = [new File([arguments[1]], arguments[0])];
         for (const type of ['dragover', 'drop']) {
             // No browser lets a script make one with files in it.
             const event = new Event(type, { bubbles: true, cancelable: true });
             document.body.dispatchEvent(Object.assign(event, { dataTransfer: { types: ['Files'], files } }));
         }",
        [name.into(), content.into()],
    )
    .await
}

async fn the_playground_opens_files_and_notebooks(page: &Page) -> Result<()> {
    let empty = open_afresh(page, "lab=playground").await?;
    ensure!(empty.text.as_deref() == Some(""), "{empty:?}");
    ensure!(
        empty.alerts.is_empty() && empty.problems.is_empty(),
        "{empty:?}"
    );
    let live: bool = page
        .script(
            "return document.querySelector('il-mode-switch [value=live]').disabled",
            [],
        )
        .await?;
    ensure!(live, "nothing runs live here");

    press(page, "A race").await?;
    let race = until(page, "the example", |now| {
        now.text
            .as_ref()
            .is_some_and(|text| text.contains("counter += 1"))
            && !now.stale
    })
    .await?;
    drop_file(page, "mine.py", "x = 1\r\nprint(x)\r\n").await?;
    until(page, "the file", |now| {
        now.text.as_deref() == Some("x = 1\nprint(x)\n") && now.hash.contains("code=") && !now.stale
    })
    .await?;
    drop_file(page, "picture.png", "\u{0}").await?;
    let refused = until(page, "why not", |now| !now.alerts.is_empty()).await?;
    ensure!(refused.alerts[0].contains("“picture.png”"), "{refused:?}");
    ensure!(
        refused.text.as_deref() == Some("x = 1\nprint(x)\n"),
        "{refused:?}"
    );
    press(page, "Bring back the other version").await?;
    until(page, "the example again", |now| now.text == race.text).await?;

    let notebook = json!({ "nbformat": 4, "metadata": {}, "cells": [
        { "cell_type": "markdown", "source": "# Races" },
        { "cell_type": "code", "source": ["import threading\n", "%time\n"] },
        { "cell_type": "code", "source": "print('not this')" },
        { "cell_type": "code", "source": "print('this')" },
    ] });
    drop_file(page, "course.ipynb", &notebook.to_string()).await?;
    page.until_some("the cells", async || {
        let cells: Vec<u32> = page
            .script("return [...document.querySelectorAll('[data-cell]')].map((it) => Number(it.dataset.cell))", [])
            .await?;
        Ok(if cells == [2, 3, 4] { Ok(()) } else { Err(cells) })
    })
    .await?;
    page.script::<()>(
        "for (const cell of [2, 4]) document.querySelector(`[data-cell=\"${cell}\"]`).click()",
        [],
    )
    .await?;
    press(page, "Use these cells").await?;
    let used = until(page, "the cells as a program", |now| {
        now.text.as_deref() == Some("import threading\n# %time\n\nprint('this')\n") && !now.stale
    })
    .await?;
    ensure!(used.problems.is_empty(), "{used:?}");

    press(page, "Clear").await?;
    until(page, "an empty program", |now| {
        now.text.as_deref() == Some("")
    })
    .await?;
    page.script::<()>("localStorage.clear()", []).await
}

/// In a program, in the name of a file, in a cell, in a link: nowhere does it become an element.
async fn markup_stays_text(page: &Page) -> Result<()> {
    const MARKUP: &str = "<img src=x onerror=document.title='broken'>";
    open_afresh(page, "lab=playground").await?;
    drop_file(
        page,
        &format!("{MARKUP}.py"),
        &format!("x = \"{MARKUP}\"\nprint(x)\n{MARKUP}\n"),
    )
    .await?;
    let wrong = until(page, "what is wrong", |now| !now.problems.is_empty()).await?;
    ensure!(wrong.images == 0, "{wrong:?}");
    drop_file(
        page,
        &format!("{MARKUP}.py"),
        &format!("x = \"{MARKUP}\"\nprint(x)\n"),
    )
    .await?;
    let there = until(page, "the program", |now| {
        now.problems.is_empty() && now.hash.contains("code=") && !now.stale
    })
    .await?;
    ensure!(
        there
            .text
            .as_ref()
            .is_some_and(|text| text.contains(MARKUP)),
        "{there:?}"
    );
    page.script::<()>("localStorage.clear()", []).await?;
    let linked = open(page, &there.hash).await?;
    ensure!(
        linked.images == 0 && linked.text == there.text,
        "{linked:?}"
    );
    drop_file(page, &format!("{MARKUP}.exe"), "x").await?;
    let refused = until(page, "why not", |now| !now.alerts.is_empty()).await?;
    ensure!(
        refused.images == 0 && refused.alerts[0].contains("<img"),
        "{refused:?}"
    );
    let title: String = page.script("return document.title", []).await?;
    ensure!(title == "Playground · Interleave", "{title}");
    page.script::<()>("localStorage.clear()", []).await
}
