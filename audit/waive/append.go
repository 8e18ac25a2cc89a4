package waive

import (
	"bytes"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"bulkhead/audit/result"
)

// Entry is a waiver of one finding, as [Append] writes it.
type Entry struct {
	Control, Fingerprint, Target string
	result.Waiver
	// About says in a comment what the finding is about.
	About string
}

// Append adds entries to a file of waivers, whose text before them stays as it is. It refuses a file that [Decode] refuses, and a finding
// that the file accepts already.
func Append(before []byte, file string, entries []Entry, known func(id string) error) ([]byte, error) {
	old, err := Decode(before, file, known)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		for _, w := range old {
			if w.Fingerprint == e.Fingerprint && (w.Target == "" || w.Target == e.Target) {
				return nil, fmt.Errorf("%s:%d:%d: %s is waived already, until %s: change that entry", file, w.Line, w.Column, e.Fingerprint, w.Expires)
			}
		}
	}
	indent, text := "", bytes.Clone(before)
	if len(old) > 0 {
		last := old[len(old)-1]
		indent = strings.Repeat(" ", max(0, last.Column-3)) // the dash stands before the entry
		if !isBlockList(before, last) {
			return nil, fmt.Errorf("%s: its waivers are not written one below the other, each behind a dash: add to them by hand", file)
		}
	} else {
		if root, _ := document(before); root != nil {
			return nil, fmt.Errorf("%s: its list of waivers is empty: remove that line", file)
		}
		text = append(endLine(text), "waivers:\n"...)
	}
	text = endLine(text)
	for _, e := range entries {
		made, err := e.yaml(indent)
		if err != nil {
			return nil, err
		}
		text = append(text, made...)
	}
	if now, err := Decode(text, file, known); err != nil || len(now) != len(old)+len(entries) {
		return nil, fmt.Errorf("%s: can't be added to: something follows its list of waivers", file)
	}
	return text, nil
}

func endLine(text []byte) []byte {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return append(text, '\n')
	}
	return text
}

// isBlockList says whether a waiver stands behind a dash at the start of its line.
func isBlockList(text []byte, w *Waiver) bool {
	lines := bytes.SplitAfter(text, []byte("\n"))
	line := string(lines[w.Line-1])
	return w.Column >= 3 && strings.TrimLeft(line[:w.Column-1], " ") == "- "
}

func (e *Entry) yaml(indent string) ([]byte, error) {
	fields := []struct{ key, value string }{
		{"control", e.Control}, {"fingerprint", e.Fingerprint}, {"target", e.Target}, {"owner", e.Owner}, {"reason", e.Reason}, {"expires", e.Expires},
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s# %s\n", indent, comment(e.About))
	lead := indent + "- "
	for _, f := range fields {
		if f.value == "" {
			continue
		}
		node := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: f.value}
		if strings.ContainsAny(f.value, "\n\r") {
			node.Style = yaml.DoubleQuotedStyle
		}
		value, err := yaml.Marshal(&node)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", f.key, err)
		}
		fmt.Fprintf(&b, "%s%s: %s", lead, f.key, value)
		lead = indent + "  "
	}
	return b.Bytes(), nil
}

// comment is text that stays in its line.
func comment(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, text)
}
