//! A link holds a lab and its setting, so that a teacher can share it.

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::View;

super::tests!(
    its_parameters_are_shown_and_used,
    a_change_of_a_field_changes_it,
    the_list_of_labs_leads_to_each,
    another_setting_can_be_put_into_the_address,
);

async fn its_parameters_are_shown_and_used(page: &Page) -> Result<()> {
    let view = page
        .open("lab=threads&rounds_1=3&sleep_1=0.5&rounds_2=2&sleep_2=0&speed=16")
        .await?;
    for (name, value) in [
        ("rounds_1", "3"),
        ("sleep_1", "0.5"),
        ("rounds_2", "2"),
        ("sleep_2", "0"),
        ("speed", "16"),
    ] {
        shows(&view, name, value)?;
    }
    let view = page.finish().await?;
    for (task, rounds) in [(1, 3), (2, 2)] {
        let printed = view.printed_by(task).len();
        ensure!(
            printed == rounds,
            "task {task} should print {rounds} times, it printed {printed} times"
        );
    }
    Ok(())
}

fn shows(view: &View, name: &str, value: &str) -> Result<()> {
    let field = view
        .field(name)
        .with_context(|| format!("there should be a field {name}"))?;
    ensure!(
        !field.label.is_empty(),
        "the field {name} should have a label"
    );
    ensure!(
        field.value == value,
        "the field {name} should show {value}, it shows {}",
        field.value
    );
    ensure!(!field.invalid, "{value} is a good value of {name}");
    Ok(())
}

async fn a_change_of_a_field_changes_it(page: &Page) -> Result<()> {
    page.open("lab=threads").await?;
    page.fill("Rounds of task 1", "4").await?;
    page.until("the rounds in the link", |view| has(view, "rounds_1=4"))
        .await?;
    page.choose("Speed", "16×").await?;
    let changed = page
        .until("the speed in the link", |view| {
            has(view, "speed=16") && has(view, "rounds_1=4")
        })
        .await?;

    let view = page.open(&changed.hash).await?;
    shows(&view, "rounds_1", "4")?;
    shows(&view, "speed", "16")?;

    page.fill("Rounds of task 1", "10").await?;
    page.until("the default to be left out", |view| {
        !view.hash.contains("rounds_1")
    })
    .await?;
    Ok(())
}

fn has(view: &View, entry: &str) -> bool {
    view.hash.split('&').any(|each| each == entry)
}

async fn the_list_of_labs_leads_to_each(page: &Page) -> Result<()> {
    let home = page.open("").await?;
    let expected = [
        "#lab=threads",
        "#lab=processes",
        "#lab=race",
        "#lab=lock",
        "#lab=deadlock",
        "#lab=queue",
        "#lab=socket",
        "#lab=parallel",
        "#lab=gil",
        "#lab=sharing",
        "#lab=minimum",
        "#lab=chain",
        "#lab=pipeline",
        "#lab=systolic",
        "#lab=playground",
    ];
    let listed: Vec<&str> = home.labs.iter().map(|link| link.to.as_str()).collect();
    ensure!(
        listed == expected,
        "the labs should be listed as {expected:?}, they are {listed:?}"
    );
    // The home page has them as a course, in which each is its own link; beside a lab there is the list.
    let course: Vec<&str> = home
        .links
        .iter()
        .map(|link| link.to.as_str())
        .filter(|to| expected.contains(to))
        .collect();
    ensure!(
        expected.iter().all(|lab| course.contains(lab)),
        "the course should have {expected:?}, it has {course:?}"
    );
    page.open("lab=systolic").await?;
    for lab in home.labs {
        page.follow(&lab.text).await?;
        let view = page.until("the lab", |view| view.title == lab.text).await?;
        let current: Vec<&str> = view
            .labs
            .iter()
            .filter(|link| link.current)
            .map(|link| link.to.as_str())
            .collect();
        ensure!(
            current == [lab.to.as_str()],
            "{} should be marked as current, {current:?} is",
            lab.to
        );
        ensure!(
            format!("#{}", view.hash) == lab.to,
            "the address should be {}, it is #{}",
            lab.to,
            view.hash
        );
    }
    Ok(())
}

async fn another_setting_can_be_put_into_the_address(page: &Page) -> Result<()> {
    page.open("lab=race&additions=5").await?;
    page.change_hash("lab=race&additions=6").await?;
    page.until("the other setting", |view| {
        view.field("additions")
            .is_some_and(|field| field.value == "6")
    })
    .await?;
    page.change_hash("lab=lock").await?;
    page.until("the other lab", |view| view.title == "A lock")
        .await?;
    Ok(())
}
