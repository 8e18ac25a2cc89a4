package reports

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// Formats of the map for programs that draw graphs.
const (
	FormatDOT     = "dot"
	FormatGraphML = "graphml"
)

// writeDOT writes the map for Graphviz: a box for each target, dashed lines for what merely belongs together, dotted ones for what is not
// proven.
func writeDOT(w *bufio.Writer, i *result.Isolation) {
	w.WriteString("digraph isolation {\n  rankdir=LR;\n  node [shape=box];\n")
	target, open := "", false
	for at := range i.Vertices { // by target
		v := &i.Vertices[at]
		if v.Target != target {
			if open {
				w.WriteString("  }\n")
			}
			target, open = v.Target, true
			fmt.Fprintf(w, "  subgraph %s {\n    label=%s;\n", dotText("cluster "+target), dotText(target))
		}
		shape := "box"
		if isolation.IsHub(v.Kind) {
			shape = "point"
		}
		fmt.Fprintf(w, "    v%d [label=%s, shape=%s];\n", at, dotText(isolation.Describe(v)), shape)
	}
	if open {
		w.WriteString("  }\n")
	}
	for _, c := range i.Connections {
		switch {
		case c.Edge == nil:
			fmt.Fprintf(w, "  v%d -> v%d [style=dashed];\n", c.From, c.To)
		case c.Edge.Unproven:
			fmt.Fprintf(w, "  v%d -> v%d [style=dotted, label=%s];\n", c.From, c.To, dotText(c.Edge.Cost+"?"))
		default:
			fmt.Fprintf(w, "  v%d -> v%d [label=%s];\n", c.From, c.To, dotText(c.Edge.Cost))
		}
	}
	w.WriteString("}\n")
}

// dotText is a quoted text of the DOT language, in which only the quote ends it and the backslash begins escapes.
func dotText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\ufffd", "?").Replace(Plain(s)) + `"`
}

// writeGraphML writes the map as GraphML: for yEd, Gephi, NetworkX and others.
func writeGraphML(w *bufio.Writer, i *result.Isolation) {
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
	for at := range i.Vertices {
		v := &i.Vertices[at]
		fmt.Fprintf(w, "    <node id=\"v%d\">", at)
		data("node-kind", v.Kind)
		data("node-target", v.Target)
		data("node-label", isolation.Describe(v))
		w.WriteString("</node>\n")
	}
	for _, c := range i.Connections {
		fmt.Fprintf(w, "    <edge source=\"v%d\" target=\"v%d\">", c.From, c.To)
		if e := c.Edge; e != nil {
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

// writeGraph writes the map in one of its formats.
func writeGraph(w io.Writer, format string, i *result.Isolation) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	if format == FormatDOT {
		writeDOT(buffered, i)
	} else {
		writeGraphML(buffered, i)
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("write isolation: %w", err)
	}
	return nil
}
