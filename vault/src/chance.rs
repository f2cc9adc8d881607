//! Random bytes, from whoever has a generator.

/// Fills the bytes, and says whether it could.
pub type Chance<'a> = &'a mut dyn FnMut(&mut [u8]) -> bool;

/// There were no random bytes, and without them nothing is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoChance;

pub(crate) fn draw<const N: usize>(chance: Chance<'_>) -> Result<[u8; N], NoChance> {
    let mut bytes = [0_u8; N];
    // A generator that fails may leave zeroes behind and say nothing.
    if chance(&mut bytes) && bytes.iter().any(|byte| *byte != 0) { Ok(bytes) } else { Err(NoChance) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeroes_and_refusals_are_no_chance() {
        assert_eq!(draw::<16>(&mut |_| true), Err(NoChance));
        assert_eq!(
            draw::<16>(&mut |bytes| {
                bytes.fill(1);
                false
            }),
            Err(NoChance)
        );
        assert_eq!(
            draw::<2>(&mut |bytes| {
                bytes.fill(1);
                true
            }),
            Ok([1, 1])
        );
    }
}
