//! Health that moves: smooth curves of (seed, time), so that a page has something to show and a test something to
//! rely on. The same seed and time always give the same numbers.

use std::f64::consts::TAU;

use firetower_protocol::health::{Cpu, Disk, Memory, Node};

const GIB: i64 = 1 << 30;
const MIB: i64 = 1 << 20;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

const CORES: i32 = 8;
const HEAP_MAX: i64 = 4 * GIB;
const SPACE: i64 = 500 * GIB;
/// What the file system keeps for root: free, but not usable.
const RESERVE: i64 = SPACE / 20;

/// What makes one node differ from the next.
struct Character {
    name: &'static str,
    load: f64,
    /// Used heap just after and just before a collection.
    heap: (i64, i64),
    collection_every_ms: i64,
    usable: Usable,
}

enum Usable {
    /// Up and down by a GiB around this many bytes.
    Around(i64),
    /// From just below 10 % of the space down to 6 %, about 4.5 GiB an hour; then someone cleans up.
    RunningOut,
}

const NODES: [Character; 3] = [
    Character {
        name: "1",
        load: 2.6,
        heap: (900 * MIB, 2_300 * MIB),
        collection_every_ms: 97_000,
        usable: Usable::Around(310 * GIB),
    },
    Character {
        name: "2",
        load: 1.9,
        heap: (800 * MIB, 2_000 * MIB),
        collection_every_ms: 131_000,
        usable: Usable::Around(242 * GIB),
    },
    Character {
        name: "3",
        load: 3.4,
        heap: (1_000 * MIB, 2_600 * MIB),
        collection_every_ms: 113_000,
        usable: Usable::RunningOut,
    },
];

/// The cluster at a time, in milliseconds since the epoch.
pub(crate) fn cluster(seed: u64, now_ms: i64) -> Vec<Node> {
    let nodes = NODES.iter().zip(1_u64..);
    nodes.map(|(character, number)| node(character, Phases { seed, node: number }, now_ms)).collect()
}

/// The single node of a fresh community server, with the numbers that were seen on one. They stand still.
pub(crate) fn single() -> Vec<Node> {
    vec![Node {
        node: "1".to_owned(),
        disk: Some(Disk { usable: 85_312_057_344, free: 258_071_937_024, space: 270_553_174_016 }),
        memory: Some(Memory { avail: 224_395_264, max: 536_870_912, free: 199_139_696 }),
        cpu: Some(Cpu { cores: 2, load: 0.0 }),
    }]
}

fn node(character: &Character, phases: Phases, now_ms: i64) -> Node {
    let (low, high) = character.heap;
    let heap_wave = phases.into_period(now_ms, character.collection_every_ms, 1);
    let used = low + (high - low) * heap_wave / character.collection_every_ms;
    let avail = 3 * GIB;
    let usable = usable(&character.usable, phases, now_ms);
    Node {
        node: character.name.to_owned(),
        disk: Some(Disk { usable, free: usable + RESERVE, space: SPACE }),
        memory: Some(Memory { avail, max: HEAP_MAX, free: avail - used }),
        cpu: Some(Cpu { cores: CORES, load: load(character.load, phases, now_ms) }),
    }
}

fn load(around: f64, phases: Phases, now_ms: i64) -> f64 {
    let wave = |period_ms, which| {
        let at = i32::try_from(phases.into_period(now_ms, period_ms, which)).unwrap_or_default();
        let of = i32::try_from(period_ms).unwrap_or(i32::MAX);
        (TAU * f64::from(at) / f64::from(of)).sin()
    };
    let load = around + 0.7 * wave(11 * MINUTE_MS, 2) + 0.35 * wave(3 * MINUTE_MS, 3);
    // A load average has two digits.
    (load * 100.0).round() / 100.0
}

fn usable(usable: &Usable, phases: Phases, now_ms: i64) -> i64 {
    match usable {
        Usable::Around(middle) => {
            let period = 7 * HOUR_MS;
            let at = phases.into_period(now_ms, period, 4);
            // Up during one half, down during the other.
            let height = (2 * at - period).abs();
            middle - GIB + 2 * GIB * (height / 1000) / (period / 1000)
        }
        Usable::RunningOut => {
            let (full, low) = (SPACE * 98 / 1000, SPACE * 61 / 1000);
            let per_hour = 9 * GIB / 2;
            let period = (full - low) / (per_hour / HOUR_MS);
            full - phases.into_period(now_ms, period, 5) * (per_hour / HOUR_MS)
        }
    }
}

/// Where in its course each curve starts.
#[derive(Clone, Copy)]
struct Phases {
    seed: u64,
    node: u64,
}

impl Phases {
    /// The time inside a period, from 0 to below it, moved by this node's phase of the curve `which`.
    fn into_period(self, now_ms: i64, period_ms: i64, which: u64) -> i64 {
        let mixed = mix(self.seed ^ mix((self.node << 8) | which));
        let phase = i64::try_from(mix(mixed) >> 2).unwrap_or_default() % period_ms;
        (now_ms.rem_euclid(period_ms) + phase) % period_ms
    }
}

/// SplitMix64's finisher: neighbouring inputs give unrelated outputs.
pub(crate) fn mix(input: u64) -> u64 {
    let mut mixed = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START_MS: i64 = 1_795_395_895_531;

    fn parts(node: &Node) -> (Disk, Memory, Cpu) {
        (node.disk.unwrap(), node.memory.unwrap(), node.cpu.unwrap())
    }

    #[test]
    fn one_seed_one_course() {
        assert_eq!(cluster(7, START_MS), cluster(7, START_MS));
        assert_ne!(cluster(7, START_MS), cluster(8, START_MS));
        assert_ne!(cluster(7, START_MS), cluster(7, START_MS + MINUTE_MS));
    }

    #[test]
    fn every_number_is_possible_at_any_time() {
        for seed in 0..4 {
            for step in 0..2_000 {
                for node in cluster(seed, START_MS + step * 61_003) {
                    let (disk, memory, cpu) = parts(&node);
                    assert!(disk.usable < disk.free && disk.free < disk.space && disk.space == 500 * GIB);
                    assert!(memory.free > 0 && memory.free < memory.avail && memory.avail <= memory.max);
                    assert!(memory.used() > 700 * MIB && memory.used() < memory.max * 9 / 10);
                    assert!(cpu.load > 0.5 && cpu.load < 0.8 * f64::from(cpu.cores), "{}", cpu.load);
                }
            }
        }
    }

    #[test]
    fn node_3_alone_runs_out_of_disk() {
        let mut falls = 0;
        for step in 0..500 {
            let now = START_MS + step * MINUTE_MS;
            let (before, after) = (cluster(1, now), cluster(1, now + MINUTE_MS));
            let usable = |nodes: &[Node], index: usize| parts(&nodes[index]).0.usable;
            assert!(usable(&before, 0) > SPACE * 40 / 100 && usable(&before, 1) > SPACE * 40 / 100);
            assert!(usable(&before, 2) < SPACE / 10 && usable(&before, 2) > SPACE * 6 / 100);
            let fall = usable(&before, 2) - usable(&after, 2);
            if fall > 0 {
                falls += 1;
                assert!((fall * 60 - 9 * GIB / 2).abs() < GIB / 100, "{fall} bytes in a minute");
            }
        }
        assert!(falls > 490, "it falls but for the rare cleaning up: {falls}");
    }

    #[test]
    fn a_second_changes_little() {
        for second in 0..3_600 {
            let now = START_MS + second * 1000;
            for (before, after) in cluster(3, now).iter().zip(cluster(3, now + 1000)) {
                let ((_, before_memory, before_cpu), (_, memory, cpu)) = (parts(before), parts(&after));
                assert!((cpu.load - before_cpu.load).abs() < 0.05);
                let grown = memory.used() - before_memory.used();
                assert!(grown < 20 * MIB, "the heap only falls at once");
            }
        }
    }
}
