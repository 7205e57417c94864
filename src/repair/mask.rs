//! A set of columns, as bits.

/// A set of up to 64 · `WORDS` columns of a tableau. The search does little else
/// than combine such sets, so that is inlined even where a module is built to be
/// small, and a set is as wide as the largest system of its kind needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mask<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Mask<WORDS> {
    #[inline(always)]
    fn default() -> Self {
        Mask([0; WORDS])
    }
}

impl<const WORDS: usize> Mask<WORDS> {
    /// The set with one more column.
    #[inline(always)]
    pub fn with(mut self, column: usize) -> Self {
        if let Some(word) = self.0.get_mut(column / 64) {
            *word |= 1 << (column % 64);
        }
        self
    }

    /// Whether the column is in it.
    #[inline(always)]
    pub fn has(&self, column: usize) -> bool {
        self.0.get(column / 64).is_some_and(|word| word >> (column % 64) & 1 == 1)
    }

    /// Whether it has no column.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |all, word| all | word) == 0
    }

    /// How many columns it has.
    #[inline(always)]
    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// The columns of both.
    #[inline(always)]
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// The columns of either.
    #[inline(always)]
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    /// The columns that the other one does not have.
    #[inline(always)]
    pub fn without(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    /// Whether both have a column in common.
    #[inline(always)]
    pub fn meets(&self, other: &Self) -> bool {
        !self.and(other).is_empty()
    }

    /// Its columns in ascending order.
    pub fn columns(self) -> impl Iterator<Item = usize> {
        let Mask(mut words) = self;
        let mut at = 0;
        std::iter::from_fn(move || {
            while *words.get(at)? == 0 {
                at += 1;
            }
            let word = words.get_mut(at)?;
            let column = at * 64 + word.trailing_zeros() as usize;
            *word &= *word - 1;
            Some(column)
        })
    }

    /// Counts the columns one further: `levels[n]` are those counted more than n
    /// times. Gives those that are beyond the last level.
    #[inline(always)]
    pub fn count_into(self, levels: &mut [Self]) -> Self {
        levels.iter_mut().fold(self, |carry, level| {
            let both = level.and(&carry);
            *level = level.or(&carry);
            both
        })
    }

    /// The columns that a combination of both has, word by word.
    #[inline(always)]
    pub fn zip(&self, other: &Self, combine: impl Fn(u64, u64) -> u64) -> Self {
        let mut words = self.0;
        words.iter_mut().zip(&other.0).for_each(|(word, other)| *word = combine(*word, *other));
        Mask(words)
    }
}

impl<const WORDS: usize> FromIterator<usize> for Mask<WORDS> {
    fn from_iter<I: IntoIterator<Item = usize>>(columns: I) -> Self {
        columns.into_iter().fold(Mask::default(), Mask::with)
    }
}
