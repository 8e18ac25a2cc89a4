package reports

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bulkhead/audit/result"
)

// Formats of the map for programs that draw graphs.
const (
	FormatDOT     = "dot"
	FormatGraphML = "graphml"
)

// writeDOT writes a drawing for Graphviz: a box for each target, dashed lines for what merely belongs together, dotted ones for what is
// not proven.
func writeDOT(w *bufio.Writer, d drawing) {
	w.WriteString("digraph isolation {\n  rankdir=LR;\n  node [shape=box];\n")
	target := ""
	for n := range d.nodes {
		if n.target != target {
			if target != "" {
				w.WriteString("  }\n")
			}
			if target = n.target; target != "" {
				fmt.Fprintf(w, "  subgraph %s {\n    label=%s;\n", dotText("cluster "+target), dotText(target))
			}
		}
		shape := "box"
		if n.hub {
			shape = "point"
		}
		fmt.Fprintf(w, "    %s [label=%s, shape=%s];\n", n.id, dotText(n.label), shape)
	}
	if target != "" {
		w.WriteString("  }\n")
	}
	for l := range d.lines {
		if l.edge == nil {
			fmt.Fprintf(w, "  %s -> %s [style=dashed];\n", l.from, l.to)
			continue
		}
		label, style := cmp.Or(l.label, l.edge.Cost), ""
		if l.edge.Unproven {
			label, style = label+"?", "style=dotted, "
		}
		fmt.Fprintf(w, "  %s -> %s [%slabel=%s];\n", l.from, l.to, style, dotText(label))
	}
	w.WriteString("}\n")
}

// dotText is a quoted text of the DOT language, in which only the quote ends it and the backslash begins escapes.
func dotText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\ufffd", "?").Replace(Plain(s)) + `"`
}

// writeGraphML writes a drawing as GraphML: for yEd, Gephi, NetworkX and others.
func writeGraphML(w *bufio.Writer, d drawing) {
	w.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	for _, key := range [][3]string{
		{"node", "kind", "string"},
		{"node", "target", "string"},
		{"node", "label", "string"},
		{"edge", "id", "string"},
		{"edge", "cost", "string"},
		{"edge", "weight", "int"},
		{"edge", "unproven", "boolean"},
		{"edge", "message", "string"},
	} {
		fmt.Fprintf(w, "  <key id=%q for=%q attr.name=%q attr.type=%q/>\n", key[0]+"-"+key[1], key[0], key[1], key[2])
	}
	w.WriteString("  <graph edgedefault=\"directed\">\n")
	data := func(key, text string) {
		fmt.Fprintf(w, "<data key=%q>", key)
		_ = xml.EscapeText(w, []byte(text)) // its errors stay in w until it is flushed
		w.WriteString("</data>")
	}
	for n := range d.nodes {
		fmt.Fprintf(w, "    <node id=%q>", n.id)
		data("node-kind", n.kind)
		data("node-target", n.target)
		data("node-label", n.label)
		w.WriteString("</node>\n")
	}
	for l := range d.lines {
		fmt.Fprintf(w, "    <edge source=%q target=%q>", l.from, l.to)
		if e := l.edge; e != nil {
			data("edge-id", e.ID)
			data("edge-cost", e.Cost)
			data("edge-weight", strconv.Itoa(e.Weight))
			data("edge-unproven", strconv.FormatBool(e.Unproven))
			data("edge-message", e.Message)
		}
		w.WriteString("</edge>\n")
	}
	w.WriteString("  </graph>\n</graphml>\n")
}

// writeGraph writes the map, or what was asked of it, in one of its formats.
func writeGraph(w io.Writer, format string, r *result.Report) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	if format == FormatDOT {
		writeDOT(buffered, drawn(r, false))
	} else {
		writeGraphML(buffered, drawn(r, true))
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("write isolation: %w", err)
	}
	return nil
}
