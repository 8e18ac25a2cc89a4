package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/audit/result"
	"bulkhead/policies"
)

// listed is a collector of ready objects; then does what else it should.
type listed struct {
	target  *estate.Target
	objects []*estate.Object
	then    func(context.Context, estate.Sink) error
}

func (l *listed) Target() *estate.Target { return l.target }

func (l *listed) Collect(ctx context.Context, sink estate.Sink) error {
	for _, o := range l.objects {
		if err := sink.Object(o); err != nil {
			return err
		}
	}
	if l.then != nil {
		return l.then(ctx, sink)
	}
	return nil
}

func cluster(t testing.TB, objects ...string) *listed {
	t.Helper()
	l := &listed{target: &estate.Target{ID: "c", URI: "kubernetes:c", Kind: estate.Cluster, Version: "v1.37.2"}}
	for _, text := range objects {
		v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		l.objects = append(l.objects, &estate.Object{
			Platform: estate.Kubernetes, Kind: v.Get("kind").Str(), Value: v,
			Namespace: v.At("metadata", "namespace").Str(), Name: v.At("metadata", "name").Str(),
			ResourceVersion: v.At("metadata", "resourceVersion").Str(),
		})
	}
	return l
}

func pod(name, container string) string {
	return fmt.Sprintf(`{"kind":"Pod","metadata":{"name":%q,"namespace":"a","resourceVersion":"7"},"spec":{"containers":[{"name":"app",%s}]}}`, name, container)
}

func audited(t testing.TB, o Options, collectors ...Collector) *result.Report {
	t.Helper()
	o.Policies = policies.FS
	report, err := Run(t.Context(), collectors, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// found lists findings of a control, as text.
func found(r *result.Report, control string) string {
	var all []string
	for f := range r.Findings {
		if f.Control == control {
			e := f.Evidence[0]
			all = append(all, fmt.Sprintf("%s %s %s/%s/%s %s=%s@%s", f.Severity, f.Status, f.Subject.Resource, f.Subject.Name, f.Subject.Part, e.Path, e.Value, e.ResourceVersion))
		}
	}
	return strings.Join(all, "\n")
}

func TestFindingsNameTheirPlace(t *testing.T) {
	r := audited(t, Options{}, cluster(t, pod("b", `"securityContext":{"privileged":true}`), pod("a", `"securityContext":{"privileged":true}`), pod("c", `"image":"x"`)))
	want := "critical fail Pod/a/app spec.containers[0].securityContext.privileged=true@7\n" +
		"critical fail Pod/b/app spec.containers[0].securityContext.privileged=true@7"
	if got := found(r, "kubernetes/privileged-container"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, c := range r.Controls {
		if c.ID == "kubernetes/privileged-container" && (c.Fail != 2 || c.Pass != 1) {
			t.Errorf("counts %+v", c)
		}
		if strings.HasPrefix(c.ID, "libvirt/") {
			t.Errorf("%s was not asked", c.ID)
		}
	}
	if got := r.Targets[0].Subjects["kubernetes/container"]; got != 3 || r.Targets[0].Status != "complete" {
		t.Errorf("target %+v", r.Targets[0])
	}
}

func TestFingerprintsSurviveReordering(t *testing.T) {
	prints := func(containers, rules, target string) map[string]bool {
		l := cluster(t, `{"kind":"ClusterRole","metadata":{"name":"r"},"rules":[`+rules+`]}`,
			`{"kind":"ClusterRoleBinding","metadata":{"name":"b"},"roleRef":{"kind":"ClusterRole","name":"r"},"subjects":[{"kind":"User","name":"jane"}]}`,
			`{"kind":"Pod","metadata":{"name":"a","namespace":"a"},"spec":{"containers":[`+containers+`]}}`)
		l.target.ID = target
		all := map[string]bool{}
		for f := range audited(t, Options{}, l).Findings {
			if all[f.Fingerprint] {
				t.Errorf("two findings share %s", f.Fingerprint)
			}
			all[f.Fingerprint] = true
		}
		return all
	}
	x, y := `{"name":"x","image":"i"}`, `{"name":"y","image":"i"}`
	r := `{"apiGroups":[""],"resources":["secrets","pods"],"verbs":["get","create"]}`
	changed := `{"apiGroups":[""],"resources":["pods","secrets"],"verbs":["create","get"]}`
	q := `{"apiGroups":["*"],"resources":["secrets"],"verbs":["list"]}`
	first, second := prints(x+","+y, r+","+q, "one"), prints(y+","+x, q+","+changed, "two")
	if len(first) == 0 || fmt.Sprint(first) != fmt.Sprint(second) {
		t.Errorf("%d fingerprints changed with the order", len(first))
	}
}

func TestTargetsThatCannotBeReadWhole(t *testing.T) {
	fails := func(context.Context, estate.Sink) error { return errors.New("connection refused") }
	reports := func(_ context.Context, s estate.Sink) error {
		s.Problem(estate.Problem{What: "pods", Kind: "Pod", Namespace: "x", Error: "forbidden"})
		return nil
	}
	hangs := func(ctx context.Context, _ estate.Sink) error { <-ctx.Done(); return ctx.Err() }
	tests := map[string]struct {
		objects []string
		then    func(context.Context, estate.Sink) error
		status  string
		problem string
	}{
		"whole":                       {[]string{pod("a", `"image":"x"`)}, nil, "complete", ""},
		"empty":                       {nil, nil, "failed", "target: nothing in it can be audited"},
		"unreachable":                 {nil, fails, "failed", "target: connection refused"},
		"cut off":                     {[]string{pod("a", `"image":"x"`)}, fails, "partial", "target: connection refused"},
		"forbidden":                   {[]string{pod("a", `"image":"x"`)}, reports, "partial", "pods in namespace x: forbidden"},
		"too slow":                    {[]string{pod("a", `"image":"x"`)}, hangs, "partial", "target: not done after 10ms (--timeout): context deadline exceeded"},
		"workload without it":         {[]string{`{"kind":"Deployment","metadata":{"name":"d"},"spec":{"template":"x"}}`}, nil, "partial", `Deployment d: Deployment "d" has no pod specification at spec.template.spec`},
		"containers that are no list": {[]string{`{"kind":"Pod","metadata":{"name":"p"},"spec":{"containers":{"name":"c"}}}`}, nil, "partial", `Pod p: Pod "p" has no list of objects at spec.containers`},
		"volumes of texts":            {[]string{`{"kind":"Pod","metadata":{"name":"p"},"spec":{"volumes":["v"]}}`}, nil, "partial", `Pod p: Pod "p" has no list of objects at spec.volumes`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := cluster(t, test.objects...)
			l.then = test.then
			other := cluster(t, pod("z", `"image":"x"`))
			other.target.ID = "other"
			timeout := time.Hour
			if name == "too slow" {
				timeout = 10 * time.Millisecond
			}
			r := audited(t, Options{Timeout: timeout}, l, other)
			got := r.Targets[0]
			problem := ""
			if len(got.Problems) > 0 {
				problem = got.Problems[0].What + ": " + got.Problems[0].Error
			}
			if got.Status != test.status || problem != test.problem {
				t.Errorf("%s with %q, want %s with %q", got.Status, problem, test.status, test.problem)
			}
			if r.Targets[1].Status != "complete" {
				t.Errorf("the other target is %+v", r.Targets[1])
			}
		})
	}
}

func TestPanicsAndInterruptsEndTheRun(t *testing.T) {
	l := cluster(t)
	l.then = func(context.Context, estate.Sink) error { panic("a bug") }
	_, err := Run(t.Context(), []Collector{l}, Options{Policies: policies.FS})
	var caught *PanicError
	if !errors.As(err, &caught) || caught.Value != "a bug" || len(caught.Stack) == 0 {
		t.Errorf("got %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	l.then = func(ctx context.Context, _ estate.Sink) error { cancel(); <-ctx.Done(); return ctx.Err() }
	if _, err := Run(ctx, []Collector{l}, Options{Policies: policies.FS}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Remembered verdicts, the order of work and the number of goroutines must not show.
func TestReportsAreAlwaysTheSame(t *testing.T) {
	var pods []string
	for i := range 300 {
		pods = append(pods, pod(fmt.Sprintf("p%d", i), fmt.Sprintf(`"image":"i%d","securityContext":{"privileged":%t,"runAsUser":%d}`, i%40, i%3 == 0, i%5)))
	}
	var first []byte
	for _, fresh := range []bool{false, true, false, true} {
		r := audited(t, Options{Fresh: fresh, Passed: true}, cluster(t, pods...))
		var text bytes.Buffer
		for _, findings := range []func(func(*result.Finding) bool){r.Findings, r.Passed} {
			for f := range findings {
				line, err := json.Marshal(f)
				if err != nil {
					t.Fatal(err)
				}
				text.Write(line)
			}
		}
		counts, err := json.Marshal(r.Controls)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(counts)
		if first == nil {
			first = text.Bytes()
		} else if !bytes.Equal(first, text.Bytes()) {
			t.Errorf("fresh %v gives another report", fresh)
		}
	}
}
