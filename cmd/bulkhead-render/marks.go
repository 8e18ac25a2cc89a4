package main

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	ci "helm.sh/helm/v4/pkg/chart"
	"helm.sh/helm/v4/pkg/chart/common"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/engine"

	"bulkhead/collectors/render"
)

// To learn which line of a template made which line of its output, templates are rendered once more with marks in front of
// what they write: a letter that no text has, the line's number, and another such letter. Marks stand where they change
// no white space that a template trims, and not in named templates, whose output others may count, compare or quote.

const (
	markOpen  = "\ue1f0"
	markClose = "\ue1f1"
)

var mark = regexp.MustCompile(markOpen + `(\d+)` + markClose)

// renderMarked renders with marks. It is nil where that fails, such as for a template that is too picky.
func (t *templates) renderMarked(c *chart.Chart, values common.Values) map[string]string {
	var put func(c *chart.Chart) bool
	put = func(c *chart.Chart) bool {
		for i, file := range c.Templates {
			if bytes.Contains(file.Data, []byte(markOpen)) {
				return false
			}
			c.Templates[i] = &common.File{Name: file.Name, Data: []byte(withMarks(string(file.Data)))}
		}
		for _, below := range c.Dependencies() {
			if !put(below) {
				return false
			}
		}
		return true
	}
	if !put(c) {
		return nil
	}
	rendered, err := engine.Render(ci.Charter(c), values)
	if err != nil {
		return nil
	}
	return rendered
}

// file joins a template's output with where its lines come from.
func (t *templates) file(name, text, marked string) render.File {
	f := render.File{Path: t.path[name], Text: []byte(text)}
	count := strings.Count(text, "\n") + 1
	f.Lines, f.Same = make([]int32, count), make([]int32, count)
	if strings.Count(marked, "\n")+1 != count {
		return f // it is random, or asks what it has written
	}
	source := strings.Split(string(t.source[name].Data), "\n")
	last := int32(0)
	lines := strings.Split(text, "\n")
	for i, line := range strings.Split(marked, "\n") {
		all := mark.FindAllStringSubmatch(line, -1)
		own := len(all) > 0
		if own {
			if n, err := strconv.Atoi(all[0][1]); err == nil {
				last = int32(n)
			}
		}
		f.Lines[i] = last
		if own && last > 0 && int(last) <= len(source) {
			f.Same[i] = int32(commonStart(lines[i], source[last-1]))
		}
		if own {
			if n, err := strconv.Atoi(all[len(all)-1][1]); err == nil {
				last = int32(n)
			}
		}
	}
	return f
}

// commonStart is the length of what both texts begin with.
func commonStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

var (
	keyword    = regexp.MustCompile(`^(define|block|if|range|with|end|else|break|continue)\b`)
	assignment = regexp.MustCompile(`^\$\w*\s*(,\s*\$\w*\s*)?:?=`)
)

// withMarks puts marks into a template.
func withMarks(template string) string {
	var b strings.Builder
	line, named := 1, 0 // named counts the open blocks since the outermost define
	fresh := true       // nothing was written of this line yet
	text := func(part string) {
		for _, c := range part {
			switch {
			case c == '\n':
				line++
				fresh = true
			case fresh && c != ' ' && c != '\t' && c != '\r':
				if named == 0 {
					b.WriteString(markOpen + strconv.Itoa(line) + markClose)
				}
				fresh = false
			}
			b.WriteRune(c)
		}
	}
	for {
		open := strings.Index(template, "{{")
		if open < 0 {
			text(template)
			return b.String()
		}
		text(template[:open])
		template = template[open:]
		length := actionLength(template)
		action := template[:length]
		template = template[length:]
		inner := strings.TrimPrefix(strings.TrimSuffix(action, "}}"), "{{")
		trims := ""
		if len(inner) > 1 && inner[0] == '-' && strings.ContainsRune(" \t\r\n", rune(inner[1])) {
			trims, inner = "- ", inner[1:]
		}
		inner = strings.TrimSpace(inner)
		word := keyword.FindString(inner)
		switch {
		case word == "define" || word == "block":
			named++
		case named > 0 && (word == "if" || word == "range" || word == "with"):
			named++
		case named > 0 && word == "end":
			named--
		}
		if word == "" && named == 0 && !strings.HasPrefix(inner, "/*") && inner != "" && !assignment.MatchString(inner) {
			b.WriteString("{{" + trims + `"` + markOpen + strconv.Itoa(line) + markClose + `"}}`)
			if trims != "" {
				action = "{{ " + strings.TrimPrefix(action[3:], " ")
			}
			fresh = false
		}
		b.WriteString(action)
		line += strings.Count(action, "\n")
	}
}

// actionLength is the length of the action that text begins with. Quotes in it may hold anything.
func actionLength(text string) int {
	for _, comment := range []string{"{{/*", "{{- /*"} {
		if strings.HasPrefix(text, comment) {
			if end := strings.Index(text, "*/"); end >= 0 {
				if close := strings.Index(text[end:], "}}"); close >= 0 {
					return end + close + 2
				}
			}
			return len(text)
		}
	}
	for i := 2; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			for i++; i < len(text) && text[i] != c; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case c == '`':
			for i++; i < len(text) && text[i] != '`'; i++ {
			}
		case c == '}' && strings.HasPrefix(text[i:], "}}"):
			return i + 2
		}
	}
	return len(text)
}
