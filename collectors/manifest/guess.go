package manifest

import (
	"bytes"
	"regexp"
)

// certainty is how far a document's kind can be told without parsing it.
type certainty uint8

const (
	notAnObject certainty = iota // it has no kind
	certain                      // if it parses and has a kind, then this one
	uncertain                    // it must be parsed
)

// guessKind tells the kind of a YAML document from its lines. It is certain only where the document is a block map at column 1
// whose keys are all plain, and one line there gives the kind; then no other spelling of that key can hide behind it.
func guessKind(text []byte) (string, certainty) {
	if !bytes.Contains(text, []byte("kind")) && bytes.IndexByte(text, '\\') < 0 {
		return "", notAnObject
	}
	found := ""
	behindKind := false // the next line may continue the kind
	for first := true; len(text) > 0; {
		line := text
		if i := bytes.IndexByte(text, '\n'); i >= 0 {
			line = text[:i]
			text = text[i+1:]
		} else {
			text = nil
		}
		if len(line) == 0 {
			continue
		}
		if hasOtherBreak(line) {
			return "", uncertain
		}
		switch c := line[0]; {
		case c == '#', c == '\r':
		case c == ' ':
			if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 && trimmed[0] != '#' {
				if first || behindKind {
					return "", uncertain // the root is not at column 1, or the kind goes on
				}
			}
		case c == '-':
			if first && !bytes.Equal(bytes.TrimRight(line, " \r"), []byte("---")) {
				return "", uncertain
			}
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			first, behindKind = false, false
			if !bytes.HasPrefix(line, []byte("kind")) {
				break
			}
			match := kindLine.FindSubmatch(line)
			if match == nil || found != "" {
				return "", uncertain
			}
			found, behindKind = string(match[1]), true
		default:
			return "", uncertain
		}
	}
	if found == "" {
		return "", notAnObject
	}
	return found, certain
}

// hasOtherBreak says whether a line has a break in it that YAML knows too: a lone carriage return, and Unicode's.
func hasOtherBreak(line []byte) bool {
	if i := bytes.IndexByte(line, '\r'); i >= 0 && i < len(line)-1 {
		return true
	}
	return bytes.Contains(line, []byte("\u0085")) || bytes.Contains(line, []byte("\u2028")) || bytes.Contains(line, []byte("\u2029"))
}

var (
	kindLine = regexp.MustCompile(`^kind: +([A-Za-z][A-Za-z0-9]*)[ \r]*(?: #.*)?$`)
	// kindMention finds kinds in broken text, wherever they stand.
	kindMention = regexp.MustCompile(`\bkind["']?\s*:\s*["']?([A-Za-z]+)`)
)
