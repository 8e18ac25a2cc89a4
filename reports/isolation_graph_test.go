package reports_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
	"bulkhead/reports"
)

// The map's graphs are read by others' parsers, whatever names are in them.
func TestIsolationGraphsAreWellFormed(t *testing.T) {
	e := &result.Edge{ID: "edges/x", Cost: "none", Message: `a "b" <c> & \d`, Unproven: true}
	r := &result.Report{Isolation: &result.Isolation{
		Vertices: []result.Vertex{
			{Kind: "outside"},
			{Kind: "workload", Target: `t"]; x -> y <`, Resource: "Pod", Namespace: "n", Name: "a\\\"\n\x00\x1b[31m</label>"},
			{Kind: "machines", Target: `t"]; x -> y <`, Resource: "Pod", Namespace: "n", Name: "é\\"},
		},
		Connections: []result.Connection{{From: 0, To: 1, Edge: e}, {From: 1, To: 2}},
	}}
	var text bytes.Buffer
	if err := reports.WriteIsolation(&text, reports.FormatDOT, r, reports.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, edges := parsedDOT(t, text.String()); edges != 2 {
		t.Errorf("%d edges\n%s", edges, text.String())
	}

	text.Reset()
	if err := reports.WriteIsolation(&text, reports.FormatGraphML, r, reports.Options{}); err != nil {
		t.Fatal(err)
	}
	graph := parsedGraphML(t, text.Bytes())
	if len(graph.Nodes) != 3 || len(graph.Edges) != 2 || graph.Edges[0].Data[4] != e.Message {
		t.Errorf("%+v", graph)
	}
}

type graphML struct {
	Nodes []struct {
		ID   string   `xml:"id,attr"`
		Data []string `xml:"data"`
	} `xml:"graph>node"`
	Edges []struct {
		Source string   `xml:"source,attr"`
		Target string   `xml:"target,attr"`
		Data   []string `xml:"data"`
	} `xml:"graph>edge"`
}

func parsedGraphML(t *testing.T, text []byte) (graph graphML) {
	t.Helper()
	if err := xml.Unmarshal(text, &graph); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return graph
}

// parsedDOT counts what is drawn.
func parsedDOT(t *testing.T, text string) (nodes, edges int) {
	t.Helper()
	file, err := dot.ParseString(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, s := range file.Graphs[0].Stmts {
		if _, is := s.(*ast.EdgeStmt); is {
			edges++
		}
	}
	return strings.Count(text, "shape=") - 1, edges
}

// estateOf is so many namespaces, with a workload each that gives its node away and takes everything on the others'; of the first nothing leads away.
func estateOf(t *testing.T, namespaces int) *result.Report {
	t.Helper()
	b := isolation.NewBuilder()
	r := &result.Report{Isolation: &result.Isolation{}, Targets: []result.Target{{ID: "c", Kind: "cluster"}}}
	node := result.Vertex{Kind: isolation.KindNode, Target: "c", Name: "n"}
	for n := range namespaces {
		w := result.Workload{Target: "c", Platform: "kubernetes", Resource: "Pod", Namespace: fmt.Sprintf("ns-%03d", n), Name: "p"}
		w.Zone = w.Namespace
		r.Isolation.Workloads = append(r.Isolation.Workloads, w)
		v := result.Vertex{Kind: isolation.KindWorkload, Target: "c", Resource: "Pod", Namespace: w.Namespace, Name: w.Name}
		machines := v
		machines.Kind = isolation.KindMachines
		b.Belong(machines, node)
		if n > 0 {
			b.Connect(v, machines, &result.Edge{ID: "edges/x", Cost: "kernel-wide", Weight: 4})
		} else {
			b.Connect(node, machines, &result.Edge{ID: "edges/z"})
		}
		b.Connect(node, v, &result.Edge{ID: "edges/y", Cost: "none", Unproven: n == 1})
	}
	b.Put(r.Isolation)
	return r
}

// Zones are drawn instead of workloads, the lines that say the same as one for people, and each of them for programs.
func TestZonesAreDrawnFolded(t *testing.T) {
	for _, test := range []struct{ namespaces, nodes, joined, exact int }{
		{3, 3 + 1, 2*2 + 3, 2*2 + 3},              // a machine, on which all are
		{5, 5 + 1 + 1, 4 + 5, 4*4 + 5},            // and one place that stands for every zone
		{60, 40 + 1 + 1 + 1, 39 + 40, 39*39 + 40}, // and one for those that are not shown
	} {
		r := estateOf(t, test.namespaces)
		var err error
		if r.Isolation.Zoning, err = isolation.Separate(t.Context(), r, reports.DrawnZones); err != nil {
			t.Fatal(err)
		}
		nodes, edges := parsedDOT(t, written(t, reports.FormatDOT, r))
		if nodes != test.nodes || edges != test.joined {
			t.Errorf("%d zones: %d nodes and %d lines, want %d and %d", test.namespaces, nodes, edges, test.nodes, test.joined)
		}
		graph := parsedGraphML(t, []byte(written(t, reports.FormatGraphML, r)))
		if len(graph.Edges) != test.exact {
			t.Errorf("%d zones: %d edges, want %d", test.namespaces, len(graph.Edges), test.exact)
		}
	}
}

// Of a question, what lies on the way is drawn, and of a large blast radius what lies nearest.
func TestAnswersAreDrawn(t *testing.T) {
	r := estateOf(t, 150)
	from, to := isolation.Find(r.Isolation, "ns-007/Pod/p"), isolation.Find(r.Isolation, "ns-009/Pod/p")
	r.Isolation.Query = isolation.Ask(r.Isolation, from[0], to)
	if nodes, edges := parsedDOT(t, written(t, reports.FormatDOT, r)); nodes != 4 || edges != 3 {
		t.Errorf("a path has %d vertices and %d edges", nodes, edges)
	}
	r.Isolation.Query = isolation.Ask(r.Isolation, from[0], nil)
	text := written(t, reports.FormatDOT, r)
	if nodes, edges := parsedDOT(t, text); nodes != 100+2+1 || edges != 100+1 || !strings.Contains(text, "and 50 more that lie no nearer") {
		t.Errorf("a blast radius has %d vertices and %d edges: %s", nodes, edges, text)
	}
	if graph := parsedGraphML(t, []byte(written(t, reports.FormatGraphML, r))); len(graph.Edges) != 100+1 {
		t.Errorf("%d edges", len(graph.Edges))
	}
}

func written(t *testing.T, format string, r *result.Report) string {
	t.Helper()
	var text bytes.Buffer
	if err := reports.WriteIsolation(&text, format, r, reports.Options{}); err != nil {
		t.Fatal(err)
	}
	return text.String()
}
