//! Labs in pages of other sites, which send no headers.

use std::fs;

use anyhow::{Result, ensure};
use browser_suite::browser::Browser;
use browser_suite::framed::{enter_lab, host_page, host_page_of, until};
use browser_suite::page::Page;
use serde_json::Value;

super::tests!(
    in_moodle_threads_run_or_it_is_stepped_and_says_so,
    in_a_book_labs_share_nothing_and_take_its_colours,
    in_a_bare_file_processes_run,
    a_page_and_its_lab_talk_and_strangers_are_not_heard,
    the_dialog_has_what_to_paste,
);

const MOODLE: &str = include_str!("../hosts/moodle.html");
const BOOK: &str = include_str!("../hosts/book.html");
const BARE: &str = include_str!("../hosts/bare.html");

/// The frame of the element with this number.
fn of_element(number: usize) -> String {
    format!(
        "return document.querySelectorAll('interleave-lab')[{number}]?.shadowRoot?.querySelector('iframe') ?? null"
    )
}

async fn in_moodle_threads_run_or_it_is_stepped_and_says_so(page: &Page) -> Result<()> {
    let address = host_page(page.sites(), MOODLE)?;
    page.leave().await?;
    page.web().goto(address).await?;
    enter_lab(page, "return document.querySelector('iframe')").await?;
    let view = page.ready().await?;
    let threads = view.engine.as_ref().is_some_and(|engine| engine.threads);
    // Of the others, none isolates a frame of a page that is not isolated.
    ensure!(
        threads == (page.browser() != Browser::Firefox),
        "threads: {:?}",
        view.engine
    );
    if threads {
        let view = page.finish().await?;
        ensure!(
            view.printed_by(1).len() == 2,
            "it printed {:?}",
            view.console
        );
    } else {
        let said: String = page
            .script("return document.querySelector('#stepped').innerText", [])
            .await?;
        ensure!(said.contains("runs stepped"), "it says {said:?}");
        let link = "return document.querySelector('#real-cores').getAttribute('href')";
        let link: String = page.script(link, []).await?;
        ensure!(
            link == "./#lab=threads&rounds_1=2&rounds_2=2&speed=16",
            "it leads to {link:?}"
        );
    }
    // Nothing but the lab.
    let around = "return document.querySelector('.site-head, nav, .site-foot') === null";
    ensure!(
        page.script::<bool>(around, []).await?,
        "there should be no header"
    );
    Ok(())
}

async fn in_a_book_labs_share_nothing_and_take_its_colours(page: &Page) -> Result<()> {
    // A module from another site needs that site's permission, which the host file gives.
    let site = super::offline::course(page, true)?;
    let labs = site.address("127.0.0.1", "/course/labs");
    let address = host_page_of(&labs, BOOK)?;
    page.leave().await?;
    page.web().goto(address).await?;

    enter_lab(page, &of_element(1)).await?;
    let start = "return document.querySelector('[name=start]')?.value ?? 'no field'";
    ensure!(
        page.script::<String>(start, []).await? == "no field"
            || page
                .script::<bool>(
                    "return getComputedStyle(document.querySelector('il-parameters')).display === 'none'",
                    []
                )
                .await?,
        "only the part that is asked for should be shown"
    );
    enter_lab(page, &of_element(0)).await?;
    ensure!(
        page.script::<String>(start, []).await? == "10",
        "each has its own setting"
    );
    let modes = "return [...document.querySelectorAll('[name=mode]')].map(({ value }) => value)";
    let modes: Vec<String> = page.script(modes, []).await?;
    ensure!(
        modes == ["step", "explore"],
        "it should have two engines: {modes:?}"
    );
    let dark = "return document.documentElement.dataset.theme === 'dark'
        && getComputedStyle(document.body).colorScheme !== 'light'";
    until(page, "dark", dark).await?;

    page.web().enter_default_frame().await?;
    let far = "return document.querySelectorAll('interleave-lab')[2].shadowRoot.querySelector('iframe') === null";
    ensure!(
        page.script::<bool>(far, []).await?,
        "what is far below should not have begun"
    );
    page.script::<()>("document.documentElement.dataset.theme = 'light'", [])
        .await?;
    enter_lab(page, &of_element(0)).await?;
    until(
        page,
        "light",
        "return document.documentElement.dataset.theme === 'light'",
    )
    .await?;
    let height: f64 = page
        .script(
            "return Math.ceil(document.querySelector('il-app').getBoundingClientRect().height)",
            [],
        )
        .await?;
    page.web().enter_default_frame().await?;
    let fits = format!(
        "return Math.abs(document.querySelector('interleave-lab').shadowRoot.querySelector('iframe').clientHeight - {height}) <= 2"
    );
    until(page, "the height of its content", &fits).await?;
    page.script::<()>(
        "document.querySelectorAll('interleave-lab')[2].scrollIntoView()",
        [],
    )
    .await?;
    enter_lab(page, &of_element(2)).await?;
    Ok(())
}

async fn in_a_bare_file_processes_run(page: &Page) -> Result<()> {
    let site = page.sites().plain.trim_end_matches('/').to_owned();
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("course.html");
    fs::write(&file, BARE.replace("SITE", &site))?;
    page.leave().await?;
    page.web()
        .goto(format!("file://{}", file.display()))
        .await?;
    enter_lab(page, &of_element(0)).await?;
    page.ready().await?;
    let view = page.finish().await?;
    ensure!(
        view.console.ends_with("Both processes have finished\n"),
        "it printed {:?}",
        view.console
    );
    Ok(())
}

async fn a_page_and_its_lab_talk_and_strangers_are_not_heard(page: &Page) -> Result<()> {
    let html = "<!doctype html><meta charset=utf-8><title>Talk</title>
        <script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>
        <iframe src='SITE/embed.html#lab=race&controls=step,explore' width=900 height=700></iframe>
        <iframe id=stranger src='/stranger' width=10 height=10></iframe>";
    let address = host_page(page.sites(), html)?;
    page.leave().await?;
    page.web().goto(address).await?;
    until(
        page,
        "ready",
        "return heard.some(({ type }) => type === 'ready')",
    )
    .await?;

    // Not from the page around, or not what can be said: nothing of it does anything.
    let strange = "
        const lab = document.querySelector('iframe').contentWindow;
        const load = { interleave: 1, type: 'load', link: 'lab=lock' };
        document.querySelector('#stranger').contentWindow.postMessage(load, '*');
        for (const data of [null, 'run', 5, [load], { ...load, interleave: 2 }, { ...load, link: 7 },
            { interleave: 1, type: 'evaluate', code: 'document.title = 1' }, { interleave: 1, type: 'step', actor: '1' },
            { interleave: 1, type: 'run' }]) lab.postMessage(data, '*');
        lab.postMessage({ interleave: 1, type: 'load', link: 'lab=race&start=4&controls=step,explore' }, '*');";
    page.script::<()>(strange, []).await?;
    let loaded =
        "return heard.some(({ type, link }) => type === 'state' && link?.includes('start=4'))";
    until(page, "what was loaded", loaded).await?;
    let labs: Vec<String> = page
        .script(
            "return [...new Set(heard.filter(({ type }) => type === 'state').map(({ lab }) => lab))]",
            [],
        )
        .await?;
    ensure!(labs == ["race"], "a stranger was heard: {labs:?}");

    let say = |message: &str| {
        format!(
            "document.querySelector('iframe').contentWindow.postMessage({{ interleave: 1, {message} }}, '*')"
        )
    };
    page.script::<()>(&say("type: 'step'"), []).await?;
    until(
        page,
        "a step",
        "return heard.some(({ type, step }) => type === 'step' && step === 1)",
    )
    .await?;
    page.script::<()>(&say("type: 'reset'"), []).await?;
    until(
        page,
        "the beginning",
        "return heard.findLast(({ type }) => type === 'step')?.step === 0",
    )
    .await?;
    page.script::<()>(&say("type: 'explore'"), []).await?;
    until(
        page,
        "all outcomes",
        "return heard.some(({ type, complete }) => type === 'outcome' && complete)",
    )
    .await?;
    let outcome: Value = page
        .script(
            "return heard.find(({ type }) => type === 'outcome').outcomes.map(({ values }) => Number(values.counter))",
            [],
        )
        .await?;
    ensure!(
        outcome.as_array().is_some_and(|each| each.len() > 2),
        "the race has more outcomes: {outcome}"
    );
    // A run is of an engine that a visitor of this frame cannot choose.
    let ran = "return heard.some(({ type, status }) => type === 'state' && status !== 'idle')";
    ensure!(
        !page.script::<bool>(ran, []).await?,
        "nothing should have run"
    );
    Ok(())
}

async fn the_dialog_has_what_to_paste(page: &Page) -> Result<()> {
    page.open("lab=race&start=4&engine=step").await?;
    page.press("Embed").await?;
    let texts =
        "return [...document.querySelectorAll('.snippet code')].map((code) => code.textContent)";
    let texts: Vec<String> = page.script(texts, []).await?;
    ensure!(
        texts.len() == 3
            && texts[0].contains("<interleave-lab lab=\"race\" engine=\"step\"")
            && texts[0].contains("link=\"start=4\"")
            && texts[1].contains("embed.html#lab=race&amp;engine=step&amp;start=4")
            && texts[2].contains("IFrame("),
        "what is to be pasted: {texts:?}"
    );
    // It begins when it is seen, as any lab in a page.
    let see = "document.querySelector('.embed-dialog iframe').scrollIntoView()";
    page.script::<()>(see, []).await?;
    enter_lab(
        page,
        "return document.querySelector('.embed-dialog iframe')",
    )
    .await?;
    let start: String = page
        .script("return document.querySelector('[name=start]').value", [])
        .await?;
    ensure!(start == "4", "the preview should be of this setting");
    page.web().enter_default_frame().await?;
    Ok(())
}
