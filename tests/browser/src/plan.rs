//! Which tests there are to run, and in which order.

use std::collections::HashMap;

use browser_suite::browser::Browser;

use crate::tests::{self, Group, Test};

/// A test in one browser.
pub struct Case {
    /// `<browser>::<group>::<test>`.
    pub name: String,
    /// The browser.
    pub browser: Browser,
    /// What the test is one of.
    pub group: &'static Group,
    /// The test.
    pub test: &'static Test,
}

impl Case {
    /// Whether no other browser may run meanwhile, because it would be measured too.
    fn is_alone(&self) -> bool {
        self.group.alone || self.test.alone
    }
}

/// The tests to run.
pub struct Plan {
    /// Those that may run beside others.
    pub beside: Vec<Case>,
    /// Those that may not.
    pub alone: Vec<Case>,
    /// How many a filter left out.
    pub filtered_out: usize,
}

impl Plan {
    /// The tests whose names contain one of `filters`; without a filter, all.
    pub fn new(browsers: &[Browser], filters: &[String]) -> Self {
        let (mut beside, mut alone, mut filtered_out) = (Vec::new(), Vec::new(), 0);
        for &browser in browsers {
            for group in tests::GROUPS {
                for test in group.tests {
                    let case = Case {
                        name: format!("{}::{}::{}", browser.name(), group.name, test.name),
                        browser,
                        group,
                        test,
                    };
                    let wanted = |filter: &String| case.name.contains(filter);
                    if !filters.is_empty() && !filters.iter().any(wanted) {
                        filtered_out += 1;
                    } else if case.is_alone() {
                        alone.push(case);
                    } else {
                        beside.push(case);
                    }
                }
            }
        }
        Self {
            beside,
            alone,
            filtered_out,
        }
    }
}

/// Cases that wait for a lane, which is one of the browsers that run side by side.
pub struct Waiting<'a> {
    cases: Vec<&'a Case>,
    /// What each lane has open.
    open: Vec<Option<Browser>>,
}

impl<'a> Waiting<'a> {
    /// All of `cases`, for so many lanes.
    pub fn new(cases: &'a [Case], lanes: usize) -> Self {
        Self {
            cases: cases.iter().collect(),
            open: vec![None; lanes],
        }
    }

    /// The next case for `lane`: of the browser that it has open if there is one left; otherwise of one that no other lane has
    /// open, and of those of the one with most tests left.
    pub fn next(&mut self, lane: usize) -> Option<&'a Case> {
        let mut left: HashMap<&str, usize> = HashMap::new();
        for case in &self.cases {
            *left.entry(case.browser.name()).or_default() += 1;
        }
        let here = self.open[lane];
        let is_elsewhere = |browser| {
            let mut others = self.open.iter().enumerate();
            others.any(|(other, open)| other != lane && *open == Some(browser))
        };
        let best = Browser::ALL
            .into_iter()
            .filter(|browser| left.contains_key(browser.name()))
            .max_by_key(|&browser| {
                (
                    here == Some(browser),
                    !is_elsewhere(browser),
                    left[browser.name()],
                )
            });
        self.open[lane] = best;
        let at = self
            .cases
            .iter()
            .position(|case| Some(case.browser) == best)?;
        Some(self.cases.remove(at))
    }
}

#[cfg(test)]
mod tests_of_plan {
    use super::*;

    #[test]
    fn filters_choose_by_name() {
        let all = Plan::new(&Browser::ALL, &[]);
        assert_eq!(all.filtered_out, 0);
        assert!(!all.alone.is_empty() && !all.beside.is_empty());
        let some = Plan::new(&Browser::ALL, &["firefox::race".to_owned()]);
        let names = some.beside.iter().chain(&some.alone);
        assert!(names.clone().count() > 0);
        assert!(
            names
                .clone()
                .all(|case| case.name.starts_with("firefox::race::"))
        );
        let count = names.count();
        assert_eq!(
            count + some.filtered_out,
            all.beside.len() + all.alone.len()
        );
    }

    #[test]
    fn names_are_given_once() {
        let all = Plan::new(&Browser::ALL, &[]);
        let mut names: Vec<_> = all.beside.iter().chain(&all.alone).collect();
        names.sort_by(|a, b| a.name.cmp(&b.name));
        assert!(names.windows(2).all(|pair| pair[0].name != pair[1].name));
    }

    #[test]
    fn lanes_keep_their_browsers_and_share_the_last_one() {
        let plan = Plan::new(&Browser::ALL, &["::lock::".to_owned()]);
        let cases = plan.beside.len();
        let mut waiting = Waiting::new(&plan.beside, 2);
        let mut taken: [Vec<&Case>; 2] = [Vec::new(), Vec::new()];
        for turn in 0..cases {
            taken[turn % 2].extend(waiting.next(turn % 2));
        }
        assert!(waiting.next(0).is_none() && waiting.next(1).is_none());
        assert_eq!(taken[0].len() + taken[1].len(), cases);
        // Each lane changes its browser once at the most.
        for lane in &taken {
            let changes = lane
                .windows(2)
                .filter(|pair| pair[0].browser != pair[1].browser);
            assert!(changes.count() <= 1);
        }
        assert_ne!(taken[0][0].browser, taken[1][0].browser);
    }
}
