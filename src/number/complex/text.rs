//! Complex balls as text.

use std::fmt;

use super::Complex;

impl Complex {
    /// The midpoint in decimals.
    pub fn to_decimal(&self, digits: usize) -> String {
        if self.is_real() {
            return self.re.to_decimal(digits);
        }
        let imaginary = self.im.to_decimal(digits);
        if self.is_imaginary() {
            return format!("{imaginary}i");
        }
        match imaginary.strip_prefix('-') {
            Some(rest) => format!("{} - {rest}i", self.re.to_decimal(digits)),
            None => format!("{} + {imaginary}i", self.re.to_decimal(digits)),
        }
    }
}

impl fmt::Display for Complex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_real() {
            return write!(out, "{}", self.re);
        }
        write!(out, "({}) + ({})i", self.re, self.im)
    }
}
