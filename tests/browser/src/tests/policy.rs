//! The content security policy, enforced by the browser while every lab runs, is stepped and explored.

use anyhow::{Result, ensure};
use browser_suite::labs;
use browser_suite::page::Page;

super::tests!(nothing_of_any_lab_is_against_the_policy_and_the_policy_holds);

/// Goes over the labs in their engines, and returns what the policy refused.
const EVERY: &str = include_str!("../scripts/every_lab.js");

async fn nothing_of_any_lab_is_against_the_policy_and_the_policy_holds(page: &Page) -> Result<()> {
    // As the host file has it: in a header.
    let site = super::offline::course(page, true)?;
    let address = site.address("127.0.0.1", "/course/labs/");
    page.open_address(&address).await?;
    let policy = "
        const { headers } = await fetch(location.href, { cache: 'reload' });
        return headers.get('content-security-policy') ?? ''";
    let policy: String = page.script_that_waits(policy, []).await?;
    ensure!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'")
            && policy.contains("worker-src 'self'")
            && !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'"),
        "the policy is {policy:?}"
    );
    let names = labs::all(page).await?;
    let links: Vec<String> = names.iter().map(|name| labs::link(name, "live")).collect();
    let refused: Vec<String> = page
        .script_that_waits(EVERY, [serde_json::json!(links)])
        .await?;
    ensure!(refused.is_empty(), "the policy refused: {refused:?}");

    let holds = "
        const refused = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.body.append(script);
        try { new Worker(URL.createObjectURL(new Blob(['']))); } catch {}
        const image = new Image();
        image.src = 'http://localhost:1/';
        const end = performance.now() + 10_000;
        while (refused.length < 3 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
        return window.injected === true ? ['an inline script ran'] : refused;";
    let refused: Vec<String> = page.script_that_waits(holds, []).await?;
    for directive in ["script-src", "worker-src", "img-src"] {
        ensure!(
            refused.iter().any(|each| each.starts_with(directive)),
            "{directive} should be enforced: {refused:?}"
        );
    }
    Ok(())
}
