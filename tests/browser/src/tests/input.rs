//! Bad input, in a field and in a link: a message at the field, the default stands in, Run works.

use anyhow::{Context, Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::View;

super::tests!(
    typed_into_a_field,
    in_a_link,
    a_choice_that_there_is_not,
    a_name_that_means_nothing,
    an_unknown_lab,
    markup_stays_text,
);

/// Everything but the rounds of task 1, so that a run is quick and those rounds can be counted: ten by default.
const REST: &str = "rounds_2=1&sleep_1=0&sleep_2=0";
/// What is no whole number from 1 to 200, and what the message is to name besides the default.
const BAD: [(&str, &[&str]); 5] = [
    ("201", &["1", "200"]),
    ("0", &["1", "200"]),
    ("many", &["many", "number"]),
    ("2.5", &["2.5", "whole number"]),
    ("", &["number"]),
];

async fn typed_into_a_field(page: &Page) -> Result<()> {
    page.open(&format!("lab=threads&{REST}")).await?;
    for (text, told) in BAD {
        page.fill("Rounds of task 1", text).await?;
        let view = page
            .until("a message", |view| {
                view.field("rounds_1")
                    .is_some_and(|field| field.value == text && field.invalid)
            })
            .await?;
        check_message(&view, told)?;
        check_default(page).await?;
    }
    page.fill("Rounds of task 1", "7").await?;
    let view = page
        .until("the message to go", |view| {
            view.field("rounds_1").is_some_and(|field| !field.invalid)
        })
        .await?;
    ensure!(
        view.alerts.is_empty(),
        "after a good value no message should be left: {:?}",
        view.alerts
    );
    Ok(())
}

async fn in_a_link(page: &Page) -> Result<()> {
    let link = |text| format!("lab=threads&rounds_1={text}&{REST}");
    page.open(&link(BAD[0].0)).await?;
    for (text, told) in BAD {
        // The first one is there already: it was loaded with the page.
        page.change_hash(&link(text)).await?;
        let view = page
            .until("the text of the link in the field", |view| {
                view.field("rounds_1")
                    .is_some_and(|field| field.value == text)
            })
            .await?;
        check_message(&view, told)?;
        check_default(page).await?;
    }
    Ok(())
}

/// The message is at the field, and names these and the default.
fn check_message(view: &View, told: &[&str]) -> Result<()> {
    let field = view
        .field("rounds_1")
        .context("there should be a field for the rounds of task 1")?;
    ensure!(field.invalid, "the field should be marked as invalid");
    let problem = field
        .problem
        .as_ref()
        .context("the field should be described by a message")?;
    let numbers: Vec<&str> = problem.split(|c: char| !c.is_ascii_digit()).collect();
    ensure!(
        numbers.contains(&"10"),
        "the message should name the default 10: {problem}"
    );
    for part in told {
        ensure!(
            problem.contains(part),
            "the message should name {part:?}: {problem}"
        );
    }
    Ok(())
}

async fn check_default(page: &Page) -> Result<()> {
    let view = page.finish().await?;
    let rounds = view.printed_by(1).len();
    ensure!(
        rounds == 10,
        "task 1 should do its 10 rounds by default, it did {rounds}"
    );
    Ok(())
}

async fn a_choice_that_there_is_not(page: &Page) -> Result<()> {
    let view = page
        .open("lab=lock&lock=padlock&additions=10&subtractions=11")
        .await?;
    let field = view
        .field("lock")
        .context("there should be a field for the lock")?;
    let problem = field
        .problem
        .as_ref()
        .context("the field should be described by a message")?;
    ensure!(
        problem.contains("padlock") && problem.contains("Mutex"),
        "the message should name both: {problem}"
    );
    ensure!(
        field.value == "mutex",
        "the default should be chosen, it is “{}”",
        field.value
    );
    page.finish().await?;
    Ok(())
}

async fn a_name_that_means_nothing(page: &Page) -> Result<()> {
    for link in ["lab=race&additon=5", "lab=race&fault=earthquake"] {
        let name = link.split(['&', '=']).nth(2).unwrap_or_default();
        let view = page.open(link).await?;
        let told = |alert: &String| alert.contains(name) || alert.contains("earthquake");
        ensure!(
            view.alerts.iter().any(told),
            "a message should name what is wrong in {link}: {:?}",
            view.alerts
        );
        page.finish().await?;
    }
    Ok(())
}

async fn an_unknown_lab(page: &Page) -> Result<()> {
    let view = page.open("lab=philosophers").await?;
    ensure!(
        view.alerts
            .iter()
            .any(|alert| alert.contains("philosophers")),
        "a message should name the lab that was asked for"
    );
    for lab in ["threads", "processes", "race", "lock"] {
        let to = format!("#lab={lab}");
        ensure!(
            view.links.iter().any(|link| link.to == to),
            "the main part should list the lab {lab}: {:?}",
            view.links
        );
    }
    page.change_hash("lab=race").await?;
    page.until("the lab", |view| view.title == "A race").await?;
    Ok(())
}

async fn markup_stays_text(page: &Page) -> Result<()> {
    let markup = "<img src=nowhere onerror=hacked=1>";
    for link in [
        format!("lab={markup}"),
        format!("lab=race&additions={markup}"),
        format!("lab=race&{markup}=1"),
    ] {
        let view = page.open(&link).await?;
        let told = |alert: &String| alert.contains("<img src");
        ensure!(
            view.alerts.iter().any(told),
            "{link} should be shown as text: {:?}",
            view.alerts
        );
        let made: bool = page
            .script(
                "return document.querySelector('img') !== null || 'hacked' in window",
                [],
            )
            .await?;
        ensure!(!made, "{link} should not become an element of the page");
    }
    Ok(())
}
