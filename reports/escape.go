package reports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unsafe tells whether a rune could make a terminal do or hide something: control characters, what has no form of its own
// (bidirectional overrides, zero width characters, tags), separators of lines, and U+FFFE and U+FFFF, which are no characters: YAML and
// XML refuse them.
func unsafe(r rune) bool {
	return r == 0xfffe || r == 0xffff || r != ' ' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector)
}

// clean makes a string from outside fit for a terminal: white space becomes plain spaces, and every unsafe character, as
// every byte that is not UTF-8, becomes U+FFFD. The characters are replaced rather than the sequences that they start, so
// that an unfinished sequence can't swallow text, and are replaced rather than dropped, so that two different names never
// look the same.
func clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s { // bytes that are not UTF-8 are ranged over as U+FFFD
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case unsafe(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Plain makes text from outside fit for a line on a terminal, as every report for people does: white space becomes plain spaces,
// and what could steer the terminal or hide something becomes U+FFFD.
func Plain(text string) string { return clean(text) }

// plain tells whether s is printable ASCII, as nearly all strings are.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// escapeUnsafe escapes unsafe characters in JSON text, in place where there are none. Text that is valid JSON holds such
// characters within strings only, where \u means the same.
func escapeUnsafe(text []byte) []byte {
	first := 0
	for first < len(text) && text[first] < 0x7f {
		first++
	}
	if first == len(text) {
		return text
	}
	escaped := append(make([]byte, 0, len(text)+64), text[:first]...)
	for rest := text[first:]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			escaped = append(escaped, `\ufffd`...)
		case r < 0x7f || !unsafe(r):
			escaped = append(escaped, rest[:size]...)
		case r > 0xffff:
			high, low := (r-0x10000)>>10+0xd800, (r-0x10000)&0x3ff+0xdc00
			escaped = fmt.Appendf(escaped, `\u%04x\u%04x`, high, low)
		default:
			escaped = fmt.Appendf(escaped, `\u%04x`, r)
		}
		rest = rest[size:]
	}
	return escaped
}
