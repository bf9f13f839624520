//! Operators for a number type from its by-reference methods: every mix of value and reference, and small integers.

/// Implements `+ - * /` and unary `-` for `$type` from its methods `plus`, `minus`, `times`, `over`, `negated`.
macro_rules! implement_operators {
    ($type:ty) => {
        $crate::number::operators::implement_operator!($type, Add, add, plus);
        $crate::number::operators::implement_operator!($type, Sub, sub, minus);
        $crate::number::operators::implement_operator!($type, Mul, mul, times);
        $crate::number::operators::implement_operator!($type, Div, div, over);
        impl std::ops::Neg for $type {
            type Output = $type;
            fn neg(self) -> $type {
                self.negated()
            }
        }
        impl std::ops::Neg for &$type {
            type Output = $type;
            fn neg(self) -> $type {
                self.negated()
            }
        }
    };
}

macro_rules! implement_operator {
    ($type:ty, $trait:ident, $method:ident, $by_reference:ident) => {
        impl std::ops::$trait<&$type> for &$type {
            type Output = $type;
            fn $method(self, other: &$type) -> $type {
                self.$by_reference(other)
            }
        }
        impl std::ops::$trait<$type> for &$type {
            type Output = $type;
            fn $method(self, other: $type) -> $type {
                self.$by_reference(&other)
            }
        }
        impl std::ops::$trait<&$type> for $type {
            type Output = $type;
            fn $method(self, other: &$type) -> $type {
                self.$by_reference(other)
            }
        }
        impl std::ops::$trait<$type> for $type {
            type Output = $type;
            fn $method(self, other: $type) -> $type {
                self.$by_reference(&other)
            }
        }
        impl std::ops::$trait<i64> for &$type {
            type Output = $type;
            fn $method(self, other: i64) -> $type {
                self.$by_reference(&self.constant(other))
            }
        }
        impl std::ops::$trait<i64> for $type {
            type Output = $type;
            fn $method(self, other: i64) -> $type {
                self.$by_reference(&self.constant(other))
            }
        }
    };
}

pub(in crate::number) use {implement_operator, implement_operators};
