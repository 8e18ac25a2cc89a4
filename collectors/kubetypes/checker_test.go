package kubetypes

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	kjson "sigs.k8s.io/json"

	"bulkhead/audit/estate"
	"bulkhead/testdata/generated"
)

var checkedKinds = []string{
	"ClusterRole", "ClusterRoleBinding", "CronJob", "DaemonSet", "Deployment", "Ingress", "Job", "LimitRange", "MutatingWebhookConfiguration",
	"Namespace", "NetworkPolicy", "Node", "PersistentVolume", "PersistentVolumeClaim", "Pod", "PodTemplate", "PriorityClass", "ReplicaSet",
	"ReplicationController", "ResourceClaim", "ResourceClaimTemplate", "ResourceQuota", "Role", "RoleBinding", "RuntimeClass", "Service",
	"ServiceAccount", "StatefulSet", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration",
}

// The checker refuses what the API server's decoder refuses, and nothing else; with what it found out of the way, the decoder
// accepts the object. Held strictly, it also names the fields that the strict decoder refuses. BULKHEAD_LONG=1 decodes ten times as many, and BULKHEAD_SEED repeats a run.
func TestRefusesWhatTheDecoderRefuses(t *testing.T) {
	objects, seed := 5_000, generated.Seed(t)
	if generated.Long() {
		objects *= 10
	}
	t.Logf("%d objects, BULKHEAD_SEED=%d", objects, seed)
	random := &maker{Rand: rand.New(rand.NewPCG(seed, 0)), checker: &Checker{shapes: map[reflect.Type]*shape{}}}
	checker := &Checker{}
	refused, unknowns := 0, 0
	for range objects {
		kind := checkedKinds[random.IntN(len(checkedKinds))]
		random.odd = []int{0, 100, 20}[random.IntN(3)]
		random.left = 200
		var text strings.Builder
		random.value(&text, random.checker.shapeOf(typeOf(kind)), 0)
		checked, wrong, unknown := checker.CheckStrictly(kind, decode(t, text.String()))
		err := kjson.UnmarshalCaseSensitivePreserveInts([]byte(text.String()), reflect.New(typeOf(kind)).Interface())
		if (err != nil) != (len(wrong) > 0) {
			t.Fatalf("%s %s\nthe decoder says %v, the checker %+v", kind, text.String(), err, wrong)
		}
		if err == nil {
			strict, _ := kjson.UnmarshalStrict([]byte(text.String()), reflect.New(typeOf(kind)).Interface())
			if got, want := fields(unknown), refusals(strict); !slices.Equal(got, want) {
				t.Fatalf("%s %s\nthe strict decoder refuses %q, the checker %q", kind, text.String(), want, got)
			}
			unknowns += len(unknown)
			continue
		}
		refused++
		if got := strings.Count(string(estate.AppendJSON(nil, checked)), `{"unknown":"unread"`); got != len(wrong) {
			t.Fatalf("%s %s\n%d values unread, %d problems", kind, text.String(), got, len(wrong))
		}
		rest := string(estate.AppendJSON(nil, known(checked)))
		if err := kjson.UnmarshalCaseSensitivePreserveInts([]byte(rest), reflect.New(typeOf(kind)).Interface()); err != nil {
			t.Fatalf("%s %s\nwithout %+v the decoder still says %v", kind, text.String(), wrong, err)
		}
	}
	if unknowns < objects/20 {
		t.Errorf("only %d unknown fields among %d objects", unknowns, objects)
	}
	if min(refused, objects-refused) < objects/5 {
		t.Errorf("%d of %d objects refused: this compares too little", refused, objects)
	}
}

func fields(unknown []Wrong) []string {
	var paths []string
	for _, u := range unknown {
		paths = append(paths, u.Path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// refusals are the fields that the strict decoder does not know.
func refusals(all []error) []string {
	var paths []string
	for _, err := range all {
		if path, ok := strings.CutPrefix(err.Error(), "unknown field "); ok {
			paths = append(paths, strings.Trim(path, `"`))
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// known returns v with null for what is not known.
func known(v *estate.Value) *estate.Value {
	if v.Unknown() {
		return &estate.Value{}
	}
	changed := *v
	changed.Items = nil
	for _, item := range v.Items {
		changed.Items = append(changed.Items, estate.Item{Key: item.Key, Value: known(item.Value)})
	}
	return &changed
}

func decode(t *testing.T, text string) *estate.Value {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// maker makes JSON for types. One in odd values is of another type, none where odd is 0.
type maker struct {
	*rand.Rand
	checker   *Checker
	odd, left int
}

var oddValues = []string{
	"true", "false", "0", "1", "-1", "65536", "4294967296", "9223372036854775808", "1.5", "1e2", "0.0", "-0", `""`, `"true"`, `"0"`, `"1Gi"`, `"x"`,
	`"2026-01-02T03:04:05Z"`, `"aGk="`, "[]", "{}", "null", `["x"]`, `[1]`, "[{}]", `{"a":"b"}`, `{"a":1}`, "[null]", "[[]]",
}

func (m *maker) value(b *strings.Builder, s *shape, depth int) {
	m.left--
	if m.odd > 0 && depth > 0 && m.IntN(m.odd) == 0 {
		b.WriteString(oddValues[m.IntN(len(oddValues))])
		return
	}
	switch s.form {
	case boolean:
		b.WriteString([]string{"true", "false"}[m.IntN(2)])
	case text:
		b.WriteString([]string{`"x"`, `""`, `"true"`, `"1"`}[m.IntN(4)])
	case integer, decimal:
		b.WriteString([]string{"0", "1", "127"}[m.IntN(3)])
	case custom:
		m.custom(b, s)
	case list:
		b.WriteByte('[')
		for i := range m.IntN(3) {
			if i > 0 {
				b.WriteByte(',')
			}
			m.value(b, s.element, depth+1)
		}
		b.WriteByte(']')
	case mapping:
		b.WriteByte('{')
		for i := range m.IntN(3) {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(b, `"k%d":`, i)
			m.value(b, s.element, depth+1)
		}
		b.WriteByte('}')
	case object:
		m.fields(b, s, depth)
	default:
		b.WriteString(oddValues[m.IntN(len(oddValues))])
	}
}

func (m *maker) fields(b *strings.Builder, s *shape, depth int) {
	m.checker.field(s, "")
	b.WriteByte('{')
	comma := ""
	for name, field := range s.fields {
		many := field.form == object || field.form == list || field.form == mapping
		if depth > 2 && m.IntN(4) > 0 || many && (m.left < 0 || depth > 12) {
			continue
		}
		fmt.Fprintf(b, "%s%q:", comma, name)
		comma = ","
		m.value(b, field, depth+1)
	}
	if m.IntN(20) == 0 {
		b.WriteString(comma + `"noSuchField":[1]`)
	}
	b.WriteByte('}')
}

// custom writes what a type's own decoder may accept.
func (m *maker) custom(b *strings.Builder, s *shape) {
	var all []string
	for _, text := range oddValues {
		if kjson.UnmarshalCaseSensitivePreserveInts([]byte(text), reflect.New(s.typ).Interface()) == nil {
			all = append(all, text)
		}
	}
	b.WriteString(all[m.IntN(len(all))])
}

// Positions, the words, and what shares its value with another place.
func TestWrongValues(t *testing.T) {
	for _, test := range []struct{ field, want string }{
		{`"hostPID": "true"`, "spec.hostPID takes true or false, not a text"},
		{`"hostNetwork": 1`, "spec.hostNetwork takes true or false, not a number"},
		{`"securityContext": {"runAsUser": "0"}`, "spec.securityContext.runAsUser takes a whole number, not a text"},
		{`"securityContext": {"runAsUser": 1.5}`, "spec.securityContext.runAsUser takes a whole number, not this number"},
		{`"priority": 4294967296`, "spec.priority takes a whole number, not this number"},
		{`"containers": {"name": "c"}`, "spec.containers takes a list, not a map"},
		{`"containers": ["c"]`, "spec.containers[0] takes a map, not a text"},
		{
			`"containers": [{}, {"securityContext": {"capabilities": {"add": "NET_ADMIN"}}}]`,
			"spec.containers[1].securityContext.capabilities.add takes a list, not a text",
		},
		{`"containers": [{"resources": {"limits": {"memory": "lots"}}}]`, "spec.containers[0].resources.limits.memory takes an amount such as 500m or 2Gi, not this text"},
		{`"containers": [{"ports": [{"hostPort": true}]}]`, "spec.containers[0].ports[0].hostPort takes a whole number, not true"},
		{`"containers": [{"livenessProbe": {"httpGet": {"port": []}}}]`, "spec.containers[0].livenessProbe.httpGet.port takes a whole number or a text, not a list"},
		{`"hostPID": null, "containers": null, "no": {"such": 1}, "HostPID": "true"`, ""},
	} {
		checker := &Checker{}
		v := decode(t, `{"spec": {`+test.field+`}}`)
		before := string(estate.AppendJSON(nil, v))
		_, wrong := checker.Check("Pod", v)
		var got []string
		for _, w := range wrong {
			got = append(got, w.Path+" "+w.Error)
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: %q, want %q", test.field, got, test.want)
		}
		if after := string(estate.AppendJSON(nil, v)); after != before {
			t.Errorf("%s became %s", before, after)
		}
	}
}
