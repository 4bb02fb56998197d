//! Two processes that share nothing.

use anyhow::{Result, ensure};
use browser_suite::page::Page;
use browser_suite::view::View;

use super::threads::overlap;

super::tests!(
    none_sees_what_the_other_wrote,
    each_memory_holds_a_variable_of_its_own,
    both_run_at_once_on_workers_of_their_own,
);

async fn none_sees_what_the_other_wrote(page: &Page) -> Result<()> {
    page.open("lab=processes&speed=16").await?;
    let view = page.finish().await?;
    for (task, rounds, own) in [(1, 10, "."), (2, 20, "-")] {
        let mut expected = vec![format!("{task}{own}"); rounds];
        expected[0] = task.to_string();
        let printed = view.printed_by(task);
        ensure!(
            printed == expected,
            "task {task} should print {expected:?}, it printed {printed:?}"
        );
    }
    let View { console, .. } = view;
    for shared in ["1-", "2."] {
        ensure!(
            !console.contains(shared),
            "`{shared}` should never occur: no task reads what the other one wrote"
        );
    }
    ensure!(
        console.contains("(Both processes have started)\n"),
        "main should say that both have started"
    );
    ensure!(
        console.ends_with("\nBoth processes have finished\n"),
        "main should end with a line that both have finished"
    );
    Ok(())
}

async fn each_memory_holds_a_variable_of_its_own(page: &Page) -> Result<()> {
    page.open("lab=processes&speed=16").await?;
    let view = page.finish().await?;
    let found: Vec<(u32, &str, &str, Option<u32>)> = view
        .memories
        .iter()
        .flat_map(|memory| {
            memory
                .variables
                .iter()
                .map(move |variable| (memory.space, variable))
        })
        .map(|(space, variable)| {
            (
                space,
                variable.name.as_str(),
                variable.value.as_str(),
                variable.writer,
            )
        })
        .collect();
    let expected = [(2, "a", ".", Some(1)), (3, "a", "-", Some(2))];
    ensure!(
        found == expected,
        "two memories should hold an `a` each ({expected:?}), the page shows {found:?}"
    );
    let names: Vec<&str> = view
        .memories
        .iter()
        .map(|memory| memory.name.as_str())
        .collect();
    ensure!(
        names[0] != names[1],
        "the memories should have different names, both are {:?}",
        names[0]
    );
    Ok(())
}

async fn both_run_at_once_on_workers_of_their_own(page: &Page) -> Result<()> {
    page.open("lab=processes&speed=16").await?;
    overlap(&page.finish().await?)
}
