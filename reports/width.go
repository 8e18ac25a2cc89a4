package reports

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// runeWidth is how many columns a rune takes. It asks for no locale, so that a report looks the same everywhere.
func runeWidth(r rune) int {
	if r >= 0x20 && r < 0x7f {
		return 1
	}
	narrow := runewidth.Condition{StrictEmojiNeutral: true}
	return narrow.RuneWidth(r)
}

// textWidth is how many columns clean text takes.
func textWidth(s string) int {
	if plain(s) {
		return len(s)
	}
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// maxText bounds how much of one text from outside is shown, in characters.
const maxText = 2000

// clip cuts a text after limit characters, and says how many there were more.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	seen := 0
	for i := range s {
		if seen == limit {
			return s[:i] + "... (" + plural(utf8.RuneCountInString(s[i:]), "more character") + ")"
		}
		seen++
	}
	return s
}

// split cuts a word so that the first part is at most width columns, behind a separator of paths where there is one. The
// first part is never empty: a character wider than width stands alone.
func split(word string, width int) (first, rest string) {
	fits, nice, n := 0, 0, 0
	for i, r := range word {
		n += runeWidth(r)
		if n > width && i > 0 {
			break
		}
		fits = i + utf8.RuneLen(r)
		switch {
		case strings.ContainsRune("/,:;=-", r):
			nice = fits
		case i > 0 && strings.ContainsRune(".[", r):
			nice = i
		}
	}
	if fits == len(word) {
		return word, ""
	}
	if nice > 0 && nice >= fits/2 {
		fits = nice
	}
	return word[:fits], word[fits:]
}
