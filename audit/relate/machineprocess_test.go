package relate

import (
	"testing"

	"bulkhead/audit/estate"
)

// A neighbour whose label could not be read may have the same one.
func TestLabelsAlike(t *testing.T) {
	process := func(label *estate.Value) *estate.Value { return estate.MapOf(estate.Item{Key: "label", Value: label}) }
	a, b := estate.Text("a"), estate.Text("b")
	denied := estate.UnreadBecause("denied")
	for name, test := range map[string]struct {
		processes *estate.Value
		want      string
	}{
		"alone":                      {estate.ListOf(process(a), process(b)), "0"},
		"shared":                     {estate.ListOf(process(a), process(b), process(a)), "1"},
		"a neighbour without":        {estate.ListOf(process(a), process(nil)), "0"},
		"a neighbour's label unread": {estate.ListOf(process(a), process(denied)), "denied"},
		"a neighbour unread":         {estate.ListOf(process(a), denied), "denied"},
	} {
		if got := alikeIn(test.processes)(a).Text; got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}
