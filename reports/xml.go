package reports

import (
	"bufio"
	"encoding/xml"
)

// xmlWriter writes elements. The first error of a bufio.Writer stays, and flushing returns it.
type xmlWriter struct{ w *bufio.Writer }

func (x *xmlWriter) text(s string) { _, _ = x.w.WriteString(s) }

// escaped writes text for an attribute or an element. XML 1.0 has no way to hold control characters, so clean goes first.
func (x *xmlWriter) escaped(text string) { _ = xml.EscapeText(x.w, []byte(clean(text))) }

// attributes writes names and values in turns.
func (x *xmlWriter) attributes(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		x.text(" " + pairs[i] + `="`)
		x.escaped(pairs[i+1])
		x.text(`"`)
	}
}

// element writes an element that holds text, with attributes as names and values in turns.
func (x *xmlWriter) element(name, text string, attributes ...string) {
	x.text("<" + name)
	x.attributes(attributes...)
	x.text(">")
	x.escaped(text)
	x.text("</" + name + ">")
}
