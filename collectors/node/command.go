package node

import (
	"errors"
	"io/fs"
	"strings"

	"bulkhead/audit/estate"
)

// command returns the words that a service's ExecStart runs its program with, variables filled in from Environment and
// EnvironmentFile. Where a file that it needs cannot be read, unread says so.
func (u *unit) command(r *openedRoot) (words []place, unread *estate.Value) {
	starts := u.list("Service", "ExecStart")
	if len(starts) == 0 {
		return nil, nil
	}
	start := starts[len(starts)-1]
	environment, unread := u.environment(r)
	for i, word := range splitWords(start.text) {
		if i == 0 {
			continue // the program
		}
		if name, ok := wholeVariable(word); ok {
			value := environment[name]
			for _, w := range splitWords(value.text) {
				words = append(words, place{w, value.source, value.line})
			}
			continue
		}
		words = append(words, place{expand(word, environment), start.source, start.line})
	}
	return words, unread
}

// environment is what a service gets: files overrule the unit's own assignments, whatever their order.
func (u *unit) environment(r *openedRoot) (all map[string]place, unread *estate.Value) {
	all = map[string]place{}
	for _, assignment := range u.list("Service", "Environment") {
		for _, word := range splitWords(assignment.text) {
			if name, value, ok := strings.Cut(word, "="); ok {
				all[name] = place{value, assignment.source, assignment.line}
			}
		}
	}
	for _, file := range u.list("Service", "EnvironmentFile") {
		name := strings.TrimPrefix(file.text, "-")
		if strings.ContainsAny(name, "*?[%") {
			unread = r.unread(name, errors.New("patterns are not followed"))
			continue
		}
		text, err := r.read(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			unread = r.unread(name, err)
			continue
		}
		for name, value := range parseEnvironment(text, sourceOf(name)) {
			all[name] = value
		}
	}
	return all, unread
}

// wholeVariable recognises a word that is $NAME, whose value systemd splits into words.
func wholeVariable(word string) (string, bool) {
	name, ok := strings.CutPrefix(word, "$")
	return name, ok && isVariable(name)
}

func isVariable(name string) bool {
	for i := range len(name) {
		if c := name[i]; !isLetter(c) && c != '_' && (i == 0 || !isDigit(c)) {
			return false
		}
	}
	return name != ""
}

// expand fills in each ${NAME} within a word, and makes $$ a dollar.
func expand(word string, environment map[string]place) string {
	var b strings.Builder
	for word != "" {
		before, after, ok := strings.Cut(word, "$")
		b.WriteString(before)
		if !ok {
			break
		}
		word = after
		if rest, ok := strings.CutPrefix(after, "$"); ok {
			b.WriteByte('$')
			word = rest
			continue
		}
		if inner, ok := strings.CutPrefix(after, "{"); ok {
			if name, rest, ok := strings.Cut(inner, "}"); ok && isVariable(name) {
				b.WriteString(environment[name].text)
				word = rest
				continue
			}
		}
		b.WriteByte('$')
	}
	return b.String()
}

// splitWords splits a line at blanks, as systemd and shells do: quotes hold words together and are taken away, a backslash
// keeps the next character from meaning anything.
func splitWords(line string) []string {
	var words []string
	var word strings.Builder
	inWord := false
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case c == '\\' && quote != '\'' && i+1 < len(line):
			i++
			word.WriteByte(line[i])
			inWord = true
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote, inWord = c, true
		case quote == 0 && isBlankOrEOL(c):
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteByte(c)
			inWord = true
		}
	}
	if inWord {
		words = append(words, word.String())
	}
	return words
}

// parseEnvironment reads NAME=VALUE lines, as EnvironmentFile and os-release have them. A quoted value may go over several
// lines; later lines win.
func parseEnvironment(text []byte, source *estate.Source) map[string]place {
	all := map[string]place{}
	rest := strings.ToValidUTF8(string(text), "\uFFFD")
	for line := 1; rest != ""; {
		end := logicalLine(rest)
		whole := strings.TrimSpace(rest[:end])
		name, value, ok := strings.Cut(whole, "=")
		name = strings.TrimSpace(name)
		if ok && isVariable(name) && !strings.HasPrefix(whole, "#") && !strings.HasPrefix(whole, ";") {
			all[name] = place{unquote(strings.TrimSpace(value)), source, line}
		}
		line += strings.Count(rest[:end], "\n")
		rest = rest[end:]
	}
	return all
}

// logicalLine is the length of the text's first line, with the lines that a quote or a backslash joins to it.
func logicalLine(text string) int {
	quote := byte(0)
	comment := strings.HasPrefix(strings.TrimLeft(text, " \t"), "#") || strings.HasPrefix(strings.TrimLeft(text, " \t"), ";")
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n' && quote == 0:
			return i + 1
		case comment:
		case c == '\\' && quote != '\'':
			i++
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
	}
	return len(text)
}

// unquote takes away a value's quotes and backslashes, which outside of single quotes keep the next character as it is.
func unquote(value string) string {
	var b strings.Builder
	quote := byte(0)
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '\\' && quote != '\'' && i+1 < len(value):
			i++
			if value[i] != '\n' {
				b.WriteByte(value[i])
			}
		case c == quote && quote != 0:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
