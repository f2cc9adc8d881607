//! What stages need before they run, brought once.

use crate::problem::{Outcome, Problem};
use crate::setup::{self, Browser, Nginx, Tools};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    WasmTarget,
    Tools,
    Browser,
    Nginx,
}

/// What this run has set up so far; a failed set-up isn't tried twice either.
#[derive(Default)]
pub(crate) struct Session {
    wasm_target: Option<Outcome<()>>,
    tools: Option<Outcome<Tools>>,
    browser: Option<Outcome<Browser>>,
    nginx: Option<Outcome<Nginx>>,
}

impl Session {
    pub(crate) fn meet(&mut self, needs: &[Need]) -> Outcome<()> {
        for need in needs {
            match need {
                Need::WasmTarget => self.wasm_target.get_or_insert_with(setup::wasm_target).clone()?,
                Need::Tools => drop(self.tools.get_or_insert_with(setup::tools).clone()?),
                Need::Browser => drop(self.browser.get_or_insert_with(setup::browser).clone()?),
                Need::Nginx => drop(self.nginx.get_or_insert_with(setup::nginx).clone()?),
            }
        }
        Ok(())
    }

    pub(crate) fn tools(&self) -> Outcome<Tools> {
        self.tools
            .clone()
            .unwrap_or_else(|| Err(Problem::new("the stage does not say that it needs the tools")))
    }

    pub(crate) fn browser(&self) -> Outcome<Browser> {
        self.browser
            .clone()
            .unwrap_or_else(|| Err(Problem::new("the stage does not say that it needs the browser")))
    }

    pub(crate) fn nginx(&self) -> Outcome<Nginx> {
        self.nginx.clone().unwrap_or_else(|| Err(Problem::new("the stage does not say that it needs nginx")))
    }
}
