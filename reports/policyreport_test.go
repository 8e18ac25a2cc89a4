package reports

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"sigs.k8s.io/yaml"

	"bulkhead/testdata/pinned"
)

// policyList is the List that both formats write.
type policyList struct {
	Items []policyItem
}

type policyItem struct {
	APIVersion, Kind, Source string
	Metadata                 struct {
		Name, Namespace string
		Labels          map[string]string
	}
	Summary map[string]int
	Results []struct {
		Policy, Result, Message, Source string
		Scored                          *bool
		Properties                      map[string]string
		Resources                       []map[string]string
	}
}

func readPolicyList(t *testing.T, text string) []policyItem {
	t.Helper()
	var list policyList
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	return list.Items
}

// policyCounts also holds each object to its summary, and to what kubectl apply can take.
func policyCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	counts, names := map[string]int{}, map[string]bool{}
	for _, item := range readPolicyList(t, text) {
		if at := item.Metadata.Namespace + "/" + item.Metadata.Name; names[at] {
			t.Errorf("two objects are %s", at)
		} else {
			names[at] = true
		}
		sums := map[string]int{"pass": 0, "fail": 0, "warn": 0, "error": 0, "skip": 0}
		for _, one := range item.Results {
			sums[one.Result]++
			if one.Policy != policyTarget {
				counts[one.Properties["status"]+" "+one.Policy]++
			}
		}
		if fmt.Sprint(sums) != fmt.Sprint(item.Summary) {
			t.Errorf("%s sums %v up as %v", item.Metadata.Name, sums, item.Summary)
		}
	}
	return counts
}

// policyDefinitions are the custom resource definitions of an API.
func policyDefinitions(t *testing.T, api policyAPI) [][]byte {
	t.Helper()
	if api.source {
		return pinned.OpenReports(t)
	}
	return pinned.PolicyReports(t)
}

// policySchemas compiles the schemas of an API's two kinds, so that they refuse fields which an API server would drop without a word.
func policySchemas(t *testing.T, api policyAPI) map[string]*jsonschema.Schema {
	t.Helper()
	schemas := map[string]*jsonschema.Schema{}
	for _, text := range policyDefinitions(t, api) {
		var definition struct {
			Spec struct {
				Names    struct{ Kind string }
				Versions []struct {
					Name   string
					Schema struct{ OpenAPIV3Schema any }
				}
			}
		}
		if err := yaml.Unmarshal(text, &definition); err != nil {
			t.Fatal(err)
		}
		_, version, _ := strings.Cut(api.version, "/")
		for _, one := range definition.Spec.Versions {
			if one.Name != version { // a file has several
				continue
			}
			closeObjects(one.Schema.OpenAPIV3Schema)
			compiler := jsonschema.NewCompiler()
			if err := compiler.AddResource("schema.json", one.Schema.OpenAPIV3Schema); err != nil {
				t.Fatal(err)
			}
			schema, err := compiler.Compile("schema.json")
			if err != nil {
				t.Fatal(err)
			}
			schemas[definition.Spec.Names.Kind] = schema
		}
	}
	if schemas[api.kind] == nil || schemas[api.clusterKind] == nil {
		t.Fatalf("nothing defines %s", api.version)
	}
	return schemas
}

func TestPolicyReportsFollowTheirSchemas(t *testing.T) {
	for format, api := range map[string]policyAPI{FormatPolicyReport: policyReportAPI(), FormatOpenReports: openReportsAPI()} {
		schemas := policySchemas(t, api)
		validate := func(text string) error {
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
			if err != nil {
				return err
			}
			for _, item := range value.(map[string]any)["items"].([]any) {
				fields := item.(map[string]any)
				if fields["apiVersion"] != api.version || schemas[fields["kind"].(string)] == nil {
					return fmt.Errorf("%v %v is none of the API's", fields["apiVersion"], fields["kind"])
				}
				if err := schemas[fields["kind"].(string)].Validate(item); err != nil {
					return err
				}
			}
			return nil
		}
		for name, r := range validated(t) {
			if err := validate(render(t, format, r, Options{ShowPassed: true})); err != nil {
				t.Errorf("%s, %s: %v", format, name, err)
			}
		}
		good := render(t, format, one(), Options{})
		for _, change := range [][2]string{{`"result":"fail"`, `"result":"failed"`}, {`"policy":"kub`, `"control":"kub`}, {`"scored":`, `"scoredd":`}, {`"severity":"critical"`, `"severity":"Critical"`}} {
			bad := strings.Replace(good, change[0], change[1], 1)
			if bad == good || validate(bad) == nil {
				t.Errorf("%s: %s is accepted", format, change[1])
			}
		}
	}
}

func TestPolicyReportsSay(t *testing.T) {
	items := readPolicyList(t, render(t, FormatPolicyReport, sample(), Options{}))
	var kinds []string
	for _, item := range items {
		kinds = append(kinds, fmt.Sprintf("%s %s %v", item.Kind, item.Metadata.Namespace, item.Summary))
	}
	if got, want := strings.Join(kinds, "\n"), policyKinds; got != want {
		t.Errorf("got\n%s", got)
	}
	text := render(t, FormatPolicyReport, sample(), Options{})
	for _, want := range []string{
		`"policy":"target","properties":{"status":"partial","file":"deploy/charts/web/broken.yaml:14:3"},"result":"error"`,
		`"resources":[{"kind":"DaemonSet","name":"node-agent","namespace":"kube-system","fieldPath":"spec.template.spec.containers[0].securityContext.privileged"}],"result":"fail","scored":true,"severity":"critical"`,
		`"result":"warn","scored":false`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %s", want)
		}
	}
}

const policyKinds = `ClusterPolicyReport  map[error:1 fail:0 pass:0 skip:0 warn:0]
PolicyReport logging map[error:0 fail:2 pass:0 skip:0 warn:0]
PolicyReport payments map[error:0 fail:1 pass:0 skip:3 warn:0]
ClusterPolicyReport  map[error:1 fail:0 pass:0 skip:0 warn:0]
PolicyReport kube-system map[error:0 fail:1 pass:0 skip:0 warn:1]
PolicyReport shop map[error:0 fail:29 pass:0 skip:0 warn:0]
ClusterPolicyReport  map[error:2 fail:4 pass:0 skip:0 warn:0]`

// A report of one namespace may not be larger than what etcd, or kubectl apply, takes.
func TestPolicyReportsAreSplit(t *testing.T) {
	r := large(5000)
	parts, results := 0, 0
	err := PolicyReports(FormatPolicyReport, r, "kubernetes:prod", Options{}, func(one PolicyReport) error {
		if len(one.JSON) > 256<<10 {
			t.Errorf("%s has %d bytes", one.Name, len(one.JSON))
		}
		var item policyItem
		if err := json.Unmarshal(one.JSON, &item); err != nil {
			t.Fatal(err)
		}
		results += len(item.Results)
		if one.Namespace == "shop" {
			parts++
		}
		return nil
	})
	if err != nil || results != 5000 || parts < 10 {
		t.Errorf("%d results in %d parts: %v", results, parts, err)
	}
	long := devious(strings.Repeat("\u65e5", 1<<20))
	for _, item := range readPolicyList(t, render(t, FormatPolicyReport, long, Options{ShowPassed: true})) {
		if text, err := json.Marshal(item); err != nil || len(text) > 1<<20 {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
}

func TestPolicyReportsOfNamespacesThatCannotBe(t *testing.T) {
	for _, name := range deviousNames() {
		err := PolicyReports(FormatPolicyReport, devious(name), name, Options{}, func(one PolicyReport) error {
			if one.Namespace != "" {
				t.Errorf("%q is a namespace", one.Namespace)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	stopped := 0
	err := PolicyReports(FormatOpenReports, sample(), "kubernetes:prod", Options{}, func(PolicyReport) error { stopped++; return fmt.Errorf("full") })
	if err == nil || stopped != 1 {
		t.Errorf("goes on after an error: %v, %d", err, stopped)
	}
}
