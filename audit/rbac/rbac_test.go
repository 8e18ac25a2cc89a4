package rbac

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
)

func object(t testing.TB, text string) *estate.Object {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return &estate.Object{
		Platform: estate.Kubernetes, Kind: v.Get("kind").Str(), Value: v,
		Namespace: v.At("metadata", "namespace").Str(), Name: v.At("metadata", "name").Str(),
	}
}

func everythingRead(string, string) *estate.Value { return nil }

func index(t testing.TB, files bool, absent func(string, string) *estate.Value, texts ...string) *Index {
	t.Helper()
	x := New(files, absent)
	for _, text := range texts {
		x.Add(object(t, text))
	}
	return x
}

const (
	reader     = `{"kind":"ClusterRole","metadata":{"name":"reader"},"rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["get","list"]}]}`
	readerToo  = `{"kind":"Role","metadata":{"name":"r","namespace":"a"},"rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["get","list"]}]}`
	everywhere = `{"kind":"ClusterRoleBinding","metadata":{"name":"b"},"roleRef":{"kind":"ClusterRole","name":"reader"},"subjects":[
		{"kind":"ServiceAccount","name":"x","namespace":"a"},{"kind":"ServiceAccount","name":"nowhere"},{"kind":"Group","name":"ops"}]}`
	inA = `{"kind":"RoleBinding","metadata":{"name":"b","namespace":"a"},"roleRef":{"kind":"Role","name":"r"},"subjects":[
		{"kind":"ServiceAccount","name":"local"},{"kind":"User","name":"jane"},{"kind":"Group","name":"system:serviceaccounts:c"}]}`
)

func TestMay(t *testing.T) {
	x := index(t, false, everythingRead, reader, readerToo, everywhere, inA)
	get := func(namespace string) *Request {
		return &Request{Verb: "get", Resource: "secrets", Namespace: namespace, Name: "s"}
	}
	for _, test := range []struct {
		who  Subject
		q    *Request
		want bool
	}{
		{Account("a", "x"), get("b"), true},
		{Account("a", "x"), get(""), true},
		{Account("b", "x"), get("b"), false},
		{Account("a", "nowhere"), get("a"), false},
		{Account("a", "local"), get("a"), true},
		{Account("a", "local"), get("b"), false},
		{Account("a", "local"), get(""), false},
		{Account("c", "any"), get("a"), true},
		{Subject{User: "jane"}, get("a"), true},
		{Subject{User: "jane", Groups: []string{"ops"}}, get("b"), true},
		{Subject{User: "ops"}, get("b"), false},
		{Subject{User: "root", Groups: []string{Masters}}, &Request{Verb: "get", URL: "/x"}, true},
	} {
		if got := x.May(test.who, test.q); got.Allowed != test.want || got.Unclear != nil {
			t.Errorf("%v %+v: %+v, want %t", test.who, *test.q, got, test.want)
		}
	}
	if n := len(x.sets); n != 1 {
		t.Errorf("%d rule sets of two roles with the same rules", n)
	}
}

func TestWhatIsNotRead(t *testing.T) {
	absent := func(kind, namespace string) *estate.Value {
		if kind+"/"+namespace == "RoleBinding/b" || kind == "ClusterRole" {
			return estate.UnreadBecause("no " + kind)
		}
		return nil
	}
	x := index(t, false, absent, readerToo, everywhere, inA)
	for _, test := range []struct {
		who       Subject
		namespace string
		allowed   bool
		unclear   string
	}{
		{Account("a", "local"), "a", true, ""},
		{Account("a", "x"), "a", false, "no ClusterRole"},
		{Account("a", "stranger"), "a", false, ""},
		{Account("a", "stranger"), "b", false, "no RoleBinding"},
	} {
		got := x.May(test.who, &Request{Verb: "get", Resource: "secrets", Namespace: test.namespace})
		why := ""
		if got.Unclear != nil {
			why = got.Unclear.Text
		}
		if got.Allowed != test.allowed || why != test.unclear {
			t.Errorf("%v in %s: %t, %q", test.who, test.namespace, got.Allowed, why)
		}
	}
}

func TestMalformedRolesAreUnclear(t *testing.T) {
	for _, rules := range []string{`"x"`, `[1]`, `[{"verbs":"get"}]`, `[{"verbs":[1]}]`, `{}`} {
		x := index(t, false, everythingRead, `{"kind":"ClusterRole","metadata":{"name":"reader"},"rules":`+rules+`}`, everywhere)
		if got := x.May(Account("a", "x"), &Request{Verb: "get", Resource: "secrets"}); got.Allowed || got.Unclear == nil {
			t.Errorf("rules %s: %+v", rules, got)
		}
	}
	x := index(t, false, everythingRead, `{"kind":"ClusterRole","metadata":{"name":"reader"},"rules":null}`, everywhere)
	if got := x.May(Account("a", "x"), &Request{Verb: "get", Resource: "secrets"}); got != (Answer{}) {
		t.Errorf("no rules: %+v", got)
	}
}

// role makes a cluster role that has a label and one rule, or selects others by label.
func role(name, label, verb, selects string) string {
	if selects == "" {
		return fmt.Sprintf(`{"kind":"ClusterRole","metadata":{"name":%q,"labels":{%q:"y"}},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":[%q]}]}`, name, label, verb)
	}
	return fmt.Sprintf(`{"kind":"ClusterRole","metadata":{"name":%q,"labels":{%q:"y"}},"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{%q:"y"}}]}}`, name, label, selects)
}

func TestAggregation(t *testing.T) {
	texts := []string{
		role("a", "in-b", "", "in-a"), role("b", "in-a", "", "in-b"), // in a circle
		role("one", "in-a", "get", ""), role("two", "in-b", "list", ""), role("three", "in-c", "watch", ""),
		`{"kind":"ClusterRoleBinding","metadata":{"name":"b"},"roleRef":{"kind":"ClusterRole","name":"a"},"subjects":[{"kind":"User","name":"jane"}]}`,
	}
	jane := Subject{User: "jane"}
	files := index(t, true, everythingRead, texts...)
	for verb, want := range map[string]bool{"get": true, "list": true, "watch": false} {
		got := files.May(jane, &Request{Verb: verb, Resource: "pods"})
		if got.Allowed != want || (got.Unclear == nil) != want {
			t.Errorf("files: %s: %+v", verb, got)
		}
	}
	// In a cluster the object says which rules it has by now.
	if got := index(t, false, everythingRead, texts...).May(jane, &Request{Verb: "get", Resource: "pods"}); got != (Answer{}) {
		t.Errorf("cluster: %+v", got)
	}
}

func TestAccountRights(t *testing.T) {
	admin := `{"kind":"ClusterRole","metadata":{"name":"all"},"rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}]}`
	exec := `{"kind":"ClusterRole","metadata":{"name":"exec"},"rules":[{"apiGroups":[""],"resources":["pods/exec","nodes/proxy"],"verbs":["get"]}]}`
	approve := `{"kind":"ClusterRole","metadata":{"name":"approve"},"rules":[
		{"apiGroups":["certificates.k8s.io"],"resources":["certificatesigningrequests/approval"],"verbs":["update"]}]}`
	sign := `{"kind":"ClusterRole","metadata":{"name":"sign"},"rules":[{"apiGroups":["certificates.k8s.io"],"resources":["signers"],"verbs":["approve"]}]}`
	bind := func(role, namespace, account string) string {
		kind, where := "ClusterRoleBinding", ""
		if namespace != "" {
			kind, where = "RoleBinding", fmt.Sprintf(`,"namespace":%q`, namespace)
		}
		return fmt.Sprintf(`{"kind":%q,"metadata":{"name":"b"%s},"roleRef":{"kind":"ClusterRole","name":%q},"subjects":[{"kind":"ServiceAccount","namespace":"a","name":%q}]}`, kind, where, role, account)
	}
	for _, test := range []struct {
		minor               int
		bindings            []string
		cluster, own, other string
	}{
		{37, nil, "", "", ""},
		{37, []string{bind("reader", "a", "x")}, "", "read-secrets", ""},
		{37, []string{bind("reader", "a", "x"), bind("reader", "b", "x")}, "", "read-secrets", "read-secrets"},
		{37, []string{bind("reader", "", "x"), bind("reader", "b", "x")}, "read-secrets", "", ""},
		{37, []string{bind("reader", "", "y")}, "", "", ""},
		{37, []string{bind("exec", "a", "x")}, "", "", ""},
		{34, []string{bind("exec", "a", "x")}, "", "exec-into-pods", ""},
		{34, []string{bind("exec", "", "x")}, "exec-into-pods reach-kubelets", "", ""},
		{37, []string{bind("approve", "", "x")}, "", "", ""},
		{37, []string{bind("sign", "", "x")}, "", "", ""},
		{37, []string{bind("sign", "", "x"), bind("approve", "", "x")}, "approve-certificate-requests", "", ""},
	} {
		x := index(t, false, everythingRead, append(test.bindings, reader, exec, approve, sign)...)
		got := x.AccountRights("a", "x", test.minor)
		if strings.Join(got.Cluster, " ") != test.cluster || strings.Join(got.Own, " ") != test.own || strings.Join(got.Other, " ") != test.other || got.Unclear != nil {
			t.Errorf("%v: %+v", test.bindings, got)
		}
	}
	if got := index(t, false, everythingRead, admin, bind("all", "", "x")).AccountRights("a", "x", 37); got.Cluster[0] == "" || !slices.Contains(got.Cluster, "cluster-admin") || len(got.Cluster) < 12 {
		t.Errorf("admin: %+v", got)
	}
}

func BenchmarkIndex(b *testing.B) {
	var texts []string
	for i := range 5_000 {
		verb := []string{"get", "list", "watch", "create", "delete"}[i%5]
		texts = append(texts, fmt.Sprintf(`{"kind":"Role","metadata":{"name":"r%d","namespace":"n%d"},"rules":[{"apiGroups":["","g%d"],"resources":["secrets","pods"],"verbs":[%q]}]}`, i, i%500, i%2500, verb))
	}
	for i := range 10_000 {
		texts = append(texts, fmt.Sprintf(`{"kind":"RoleBinding","metadata":{"name":"b%d","namespace":"n%d"},"roleRef":{"kind":"Role","name":"r%d"},"subjects":[
			{"kind":"ServiceAccount","name":"a%d"},{"kind":"ServiceAccount","name":"a%d","namespace":"n%d"},{"kind":"Group","name":"system:serviceaccounts"}]}`, i, i%500, i%5_000, i%40, i%40, i%499))
	}
	objects := make([]*estate.Object, len(texts))
	for i, text := range texts {
		objects[i] = object(b, text)
	}
	b.Run("rights of 20,000 accounts", func(b *testing.B) {
		for b.Loop() {
			x := New(false, everythingRead)
			for _, o := range objects {
				x.Add(o)
			}
			for i := range 20_000 {
				x.AccountRights(fmt.Sprintf("n%d", i%500), fmt.Sprintf("a%d", i/500), 37)
			}
		}
	})
}
