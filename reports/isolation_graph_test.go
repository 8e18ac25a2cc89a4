package reports_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"gonum.org/v1/gonum/graph/formats/dot"

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
	file, err := dot.ParseString(text.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, text.String())
	}
	edges := 0
	for _, s := range file.Graphs[0].Stmts {
		if strings.Contains(s.String(), "->") && strings.HasPrefix(s.String(), "v") {
			edges++
		}
	}
	if edges != 2 {
		t.Errorf("%d edges\n%s", edges, text.String())
	}

	text.Reset()
	if err := reports.WriteIsolation(&text, reports.FormatGraphML, r, reports.Options{}); err != nil {
		t.Fatal(err)
	}
	var graph struct {
		Nodes []struct {
			ID string `xml:"id,attr"`
		} `xml:"graph>node"`
		Edges []struct {
			Data []string `xml:"data"`
		} `xml:"graph>edge"`
	}
	if err := xml.Unmarshal(text.Bytes(), &graph); err != nil {
		t.Fatalf("%v\n%s", err, text.String())
	}
	if len(graph.Nodes) != 3 || len(graph.Edges) != 2 || graph.Edges[0].Data[4] != e.Message {
		t.Errorf("%+v", graph)
	}
}
