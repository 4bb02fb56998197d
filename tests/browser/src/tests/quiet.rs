//! Nothing is logged as an error. Each test is checked for that after its end; these look where no other test looks.

use anyhow::Result;
use browser_suite::page::Page;

super::tests!(every_page_loads);

async fn every_page_loads(page: &Page) -> Result<()> {
    for link in [
        "",
        "lab=threads",
        "lab=processes",
        "lab=race",
        "lab=lock",
        "lab=minimum",
        "lab=chain",
        "lab=philosophers",
    ] {
        page.open(link).await?;
    }
    Ok(())
}
