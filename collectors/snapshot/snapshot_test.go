package snapshot

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"bulkhead/audit/estate"
)

// kept is a sink that keeps all.
type kept struct {
	objects  []*estate.Object
	problems []estate.Problem
}

func (k *kept) Object(o *estate.Object) error { k.objects = append(k.objects, o); return nil }
func (k *kept) Problem(p estate.Problem)      { k.problems = append(k.problems, p) }
func (k *kept) Progress(string, int, int)     {}

func sampleObjects() []*estate.Object {
	file, other := &estate.Source{File: "a.yaml"}, &estate.Source{File: "/etc/x \"quoted\""}
	placed := func(v *estate.Value, line int32) *estate.Value { v.Line, v.Column = line, line*2; return v }
	root := placed(estate.MapOf(
		estate.Item{Key: "kind", Value: placed(estate.Text("Pod"), 2)},
		estate.Item{Key: "n", Value: &estate.Value{Kind: estate.Number, Text: "1.50"}},
		estate.Item{Key: "list", Value: estate.ListOf(estate.Bool(true), &estate.Value{}, estate.Texts("x", "<&>\u2028"))},
		estate.Item{Key: "elsewhere", Value: &estate.Value{Kind: estate.Map, Items: []estate.Item{}, Source: other, Line: 9, Column: 1}},
	), 1)
	root.Source = file
	return []*estate.Object{
		{Platform: estate.Kubernetes, Kind: "Pod", Namespace: "a", Name: "b", Value: root},
		{Platform: estate.Node, Kind: "Machine", Name: "m", ResourceVersion: "7", Value: estate.MapOf(
			estate.Item{Key: "a", Value: estate.UnreadBecause("permission denied")},
			estate.Item{Key: "b", Value: estate.NotInInputBecause("no /sys")},
			estate.Item{Key: "c", Value: estate.Text("permission denied")},
		)},
	}
}

func TestRoundTrip(t *testing.T) {
	target := &estate.Target{ID: "t", URI: "kubernetes:t", Kind: estate.Cluster, Version: "v1.37.2", Collected: time.Unix(1e9, 0).UTC()}
	problem := estate.Problem{What: "pods", Kind: "Pod", Namespace: "a", Error: "forbidden", File: "x", Line: 3, Column: 4}
	want := sampleObjects()
	first, err := NewRecording(target, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range want {
		if err := first.Object(o); err != nil {
			t.Fatal(err)
		}
	}
	first.Problem(problem)
	empty, err := NewRecording(&estate.Target{ID: "empty"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := Write(&file, "test", []*Recording{first, empty}); err != nil {
		t.Fatal(err)
	}

	collectors, err := Open(bytes.NewReader(file.Bytes()), int64(file.Len()), "x.snapshot.zst")
	if err != nil {
		t.Fatal(err)
	}
	if len(collectors) != 2 {
		t.Fatalf("%d targets", len(collectors))
	}
	got := *collectors[0].Target()
	if got.Problems = target.Problems; !reflect.DeepEqual(got, *target) {
		t.Errorf("target %+v, want %+v", got, *target)
	}
	var sink kept
	if err := collectors[0].Collect(t.Context(), &sink); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(sink.problems, []estate.Problem{problem}) {
		t.Errorf("problems %+v", sink.problems)
	}
	if len(sink.objects) != len(want) {
		t.Fatalf("%d objects", len(sink.objects))
	}
	for i := range want {
		if !reflect.DeepEqual(sink.objects[i], want[i]) {
			t.Errorf("object %d came back as %s, want %s", i, estate.AppendJSON(nil, sink.objects[i].Value), estate.AppendJSON(nil, want[i].Value))
		}
	}
	if err := collectors[1].Collect(t.Context(), &sink); err != nil || len(sink.objects) != len(want) {
		t.Errorf("empty target: %v, %d objects", err, len(sink.objects))
	}
}

func TestDamage(t *testing.T) {
	recording, err := NewRecording(&estate.Target{ID: "t"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range sampleObjects() {
		if err := recording.Object(o); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := Write(&file, "test", []*Recording{recording}); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	for cut := range whole {
		if err := play(whole[:cut]); err == nil {
			t.Errorf("cut at %d of %d: no error", cut, len(whole))
		} else if !strings.Contains(err.Error(), "x.snapshot.zst") {
			t.Errorf("cut at %d: %v does not name the file", cut, err)
		}
	}
}

func play(data []byte) error {
	collectors, err := Open(bytes.NewReader(data), int64(len(data)), "x.snapshot.zst")
	for _, c := range collectors {
		if err == nil {
			err = c.Collect(context.Background(), &kept{})
		}
	}
	return err
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte(Magic))
	f.Fuzz(func(_ *testing.T, data []byte) { _ = play(data) })
}
