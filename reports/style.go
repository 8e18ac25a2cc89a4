package reports

import (
	"strings"

	"bulkhead/audit/result"
)

// style is the parameters of a terminal's Select Graphic Rendition; empty is plain. Only the sixteen colours that every
// terminal has and every theme adapts are used, and nothing is said by colour alone.
type style string

// Styles by what they mark.
const (
	strong style = "1"
	faint  style = "2"
	place  style = "36"
	value  style = "33"
	good   style = "32"
	bad    style = "1;31"
	doubt  style = "1;33"
)

// severityStyle is how a severity's name looks.
func severityStyle(s result.Severity) style {
	switch s {
	case result.Critical:
		return "1;97;41"
	case result.High:
		return bad
	case result.Medium:
		return doubt
	}
	return "1;36"
}

// label is the severity's name for the margin, and what sets the text beside it apart.
func label(s result.Severity) []span {
	name := strings.ToUpper(string(s))
	return []span{{severityStyle(s), name}, gap(len("CRITICAL  ") - len(name))}
}

// severityText is a severity's colour within a line, where a filled field would shout.
func severityText(s result.Severity) style {
	if s == result.Critical {
		return bad
	}
	return severityStyle(s)
}
