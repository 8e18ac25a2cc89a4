package reports

import (
	"bufio"
	"strings"
)

// page writes text for people: wrapped to a width, in colours or not. It cleans every text it is given. Write errors stay in
// the bufio.Writer until it is flushed.
type page struct {
	w     *bufio.Writer
	width int
	color bool
}

// Widths in columns.
const (
	defaultWidth = 100
	minWidth     = 40
)

func newPage(w *bufio.Writer, o Options) *page {
	p := &page{w: w, width: o.Width, color: o.Color}
	if p.width <= 0 {
		p.width = defaultWidth
	}
	p.width = max(p.width, minWidth)
	return p
}

// span is text of one style. Lines break at its spaces and, without a hyphen, between spans and in words that are longer than
// a line.
type span struct {
	style style
	text  string
}

// keep is a space at which no line breaks.
const keep = "\u00a0"

// gap is n spaces at least between two spans of one line.
func gap(n int) span { return span{"", strings.Repeat(" ", max(1, n))} }

// inside makes a text that no line breaks in unless it is longer than one.
func inside(s string) string { return strings.ReplaceAll(s, " ", keep) }

func (p *page) blank() { p.w.WriteByte('\n') }

// para writes spans as one paragraph. The first line is indented by first columns, the others by hang.
func (p *page) para(first, hang int, spans ...span) {
	l := line{page: p, hang: hang}
	l.indent(first)
	for _, s := range spans {
		l.add(s)
	}
	l.end()
}

// cells writes one line of columns, each but the last padded to its width. Where they don't fit it becomes a paragraph.
func (p *page) cells(indent int, widths []int, cells ...span) {
	l := line{page: p, hang: indent + 2}
	l.indent(indent)
	total := indent
	for i, c := range cells {
		text := clean(c.text)
		total += textWidth(text)
		if i < len(cells)-1 {
			total += max(0, widths[i]-textWidth(text)) + 2
		}
	}
	if total > p.width {
		p.para(indent, indent+2, spaced(cells)...)
		return
	}
	for i, c := range cells {
		text := clean(c.text)
		l.write(c.style, text)
		if i < len(cells)-1 {
			l.pad += max(0, widths[i]-textWidth(text)) + 2
		}
	}
	l.end()
}

// spaced puts two spaces between spans.
func spaced(spans []span) []span {
	var with []span
	for _, s := range spans {
		if s.text != "" {
			with = append(with, s, gap(2))
		}
	}
	return with
}

// line is the line that is being written.
type line struct {
	*page
	hang   int
	column int
	pad    int   // spaces still to be written before the next word
	start  bool  // nothing but the indent was written
	style  style // the one that the terminal is in
}

func (l *line) indent(n int) {
	n = min(n, l.width/2)
	l.pad, l.column, l.start = n, 0, true
}

// add writes the words of a span, on further lines where they don't fit.
func (l *line) add(s span) {
	text := clean(s.text)
	for text != "" {
		trimmed := strings.TrimLeft(text, " ")
		if spaces := len(text) - len(trimmed); spaces > 0 && !l.start {
			l.pad = max(l.pad, spaces)
		}
		word, rest, found := strings.Cut(trimmed, " ")
		l.word(s.style, word)
		if text = rest; found {
			text = " " + rest
		}
	}
}

func (l *line) word(style style, word string) {
	for word != "" {
		room := l.width - l.column - l.pad
		if textWidth(word) <= room {
			l.write(style, word)
			return
		}
		if !l.start {
			l.wrap()
			continue
		}
		var first string
		if first, word = split(word, room); word != "" {
			l.write(style, first)
			l.wrap()
		} else {
			word = first
			l.write(style, word)
			return
		}
	}
}

// write puts text on the line as it is.
func (l *line) write(style style, text string) {
	if text == "" {
		return
	}
	if l.style != style && l.style != "" {
		l.set("")
	}
	for ; l.pad > 0; l.pad-- {
		l.w.WriteByte(' ')
		l.column++
	}
	if l.style != style {
		l.set(style)
	}
	l.w.WriteString(strings.ReplaceAll(text, keep, " "))
	l.column += textWidth(text)
	l.start = false
}

func (l *line) set(style style) {
	if l.color {
		l.w.WriteString("\x1b[" + string(style) + "m")
	}
	l.style = style
}

func (l *line) wrap() {
	l.end()
	l.indent(l.hang)
}

func (l *line) end() {
	if l.style != "" {
		l.set("")
	}
	l.pad = 0
	l.w.WriteByte('\n')
}
