//! The operations, typed: one function each.

mod files;
mod people;
mod user_settings;

use firetower_protocol::customer::{CUSTOMER, Customer};
use firetower_protocol::health::{self, Healthcheck, Node};
use firetower_protocol::system_setting::{self, SystemSetting};
use firetower_protocol::{Operation, SettingId, WireForm};
use leptos::prelude::Set;
use serde::de::DeserializeOwned;

use super::client::{Answered, Client, Reading};
use crate::error::ApiError;

type Opened<T> = Result<Reading<T>, ApiError>;

impl Client {
    pub(crate) async fn health_nodes(&self) -> Opened<Vec<Node>> {
        let answer = self.run(Operation::HealthNodes, &|_| health::NODES.bare()).await;
        self.opened(answer)
    }

    pub(crate) async fn health_check(&self) -> Opened<Healthcheck> {
        let answer = self.run(Operation::HealthCheck, &|_| health::CHECK.bare()).await;
        self.opened(answer)
    }

    /// What it answers stays in the session, for every page.
    pub(crate) async fn customer(&self) -> Opened<Customer> {
        let answer = self.run(Operation::Customer, &|_| CUSTOMER.bare()).await;
        let reading = self.opened::<Customer>(answer)?;
        self.session.customer.set(Some(reading.value.clone()));
        Ok(reading)
    }

    /// `None`: the server has no such setting (253), which is an answer.
    pub(crate) async fn system_setting(&self, id: SettingId) -> Opened<Option<SystemSetting>> {
        let read = system_setting::Read { id };
        let answer = self
            .run(Operation::ReadSystemSetting, &|form| match form {
                WireForm::Documented => system_setting::READ_DOCUMENTED.call(&read),
                WireForm::Sdk => system_setting::READ_SDK.call(&read),
            })
            .await;
        self.opened_or_none(answer)
    }

    pub(crate) async fn write_system_setting(&self, write: &system_setting::Write) -> Opened<()> {
        let answer = self
            .run(Operation::WriteSystemSetting, &|form| match form {
                WireForm::Documented => system_setting::WRITE_DOCUMENTED.call(write),
                WireForm::Sdk => system_setting::WRITE_SDK.call(write),
            })
            .await;
        // The document promises no result, so whatever is there is nobody's business.
        answer.map(|reading| reading.with(()))
    }

    /// `None`: there is no such thing (253), which is an answer.
    fn opened_or_none<T: DeserializeOwned>(
        &self,
        answer: Result<Reading<Answered>, ApiError>,
    ) -> Opened<Option<T>> {
        let reading = answer?;
        match &reading.value {
            Answered::NotExist(_) => Ok(reading.with(None)),
            Answered::Envelope(_) => {
                let opened = self.opened(Ok(reading))?;
                let (value, meta) = opened.apart();
                Ok(meta.with(Some(value)))
            }
        }
    }

    fn opened<T: DeserializeOwned>(&self, answer: Result<Reading<Answered>, ApiError>) -> Opened<T> {
        let reading = answer?;
        let exchange = reading.exchange;
        let meta = Reading { value: (), time: reading.time, took_ms: reading.took_ms, exchange };
        match reading.value {
            Answered::Envelope(envelope) => {
                let value = envelope.open().map_err(|error| self.undecodable(error, exchange))?;
                Ok(meta.with(value))
            }
            Answered::NotExist(msg) => Err(self.not_exist(msg, exchange)),
        }
    }
}
