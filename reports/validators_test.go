package reports

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"bulkhead/audit/result"
	"bulkhead/testdata/pinned"
)

// validated are the reports that validators are given: made ones, those of every corpus, and of names that are syntax somewhere.
func validated(t *testing.T) map[string]*result.Report {
	t.Helper()
	reports := samples()
	reports["various"] = various()
	for name, r := range corpora(t) {
		reports["corpus "+name] = r
	}
	for i, name := range deviousNames() {
		reports[fmt.Sprint("devious ", i)] = devious(name)
	}
	for i, name := range randomNames(t) {
		reports[fmt.Sprint("random ", i)] = devious(name)
	}
	return reports
}

func TestSARIFFollowsItsSchema(t *testing.T) {
	source := string(pinned.File(t, "github.com/owenrumney/go-sarif/v3", "pkg/report/v210/sarif/schema.go"))
	_, text, _ := strings.Cut(source, "const schema = `")
	text, _, _ = strings.Cut(text, "\n`")
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for name, r := range validated(t) {
		if err := validate(render(t, FormatSARIF, r, Options{ShowPassed: true})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	good := render(t, FormatSARIF, one(), Options{})
	for _, bad := range []string{strings.Replace(good, `"level":"error"`, `"level":"critical"`, 1), strings.Replace(good, `"message"`, `"massage"`, 1)} {
		if validate(bad) == nil {
			t.Error("the schema accepts what is wrong")
		}
	}
}

func TestOSCALFollowsItsSchema(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(pinned.File(t, "github.com/defenseunicorns/go-oscal", "src/internal/schemas/oscal_complete_schema-1-1-3.json"))))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("oscal.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("oscal.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for name, r := range validated(t) {
		if err := validate(render(t, FormatOSCAL, r, Options{ShowPassed: true, Catalogue: frameworksOf()})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	good := render(t, FormatOSCAL, one(), Options{})
	for _, bad := range []string{strings.Replace(good, `"import-ap"`, `"import-app"`, 1), strings.Replace(good, `"state":"not-satisfied"`, `"state":"failed"`, 1)} {
		if validate(bad) == nil {
			t.Error("the schema accepts what is wrong")
		}
	}
}

func TestSARIFSays(t *testing.T) {
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct {
					Rules []struct {
						ID         string
						Help       struct{ Text string }
						Properties map[string]any
					}
				}
			}
			Invocations []struct {
				ExecutionSuccessful        bool
				ToolExecutionNotifications []any
			}
			Results []struct {
				RuleID              string `json:"ruleId"`
				RuleIndex           int
				PartialFingerprints map[string]string
				Locations           []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
					LogicalLocations []struct{ FullyQualifiedName string }
				}
				Suppressions []struct{ Justification string }
			}
		}
	}
	if err := json.Unmarshal([]byte(render(t, FormatSARIF, sample(), Options{})), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if run.Invocations[0].ExecutionSuccessful || len(run.Invocations[0].ToolExecutionNotifications) != 3 {
		t.Errorf("the targets' problems are not told: %+v", run.Invocations)
	}
	waived, seen := 0, map[string]bool{}
	for _, one := range run.Results {
		if run.Tool.Driver.Rules[one.RuleIndex].ID != one.RuleID {
			t.Errorf("%s: rule %d is another", one.RuleID, one.RuleIndex)
		}
		seen[one.PartialFingerprints["primaryLocationLineHash"]] = true
		waived += len(one.Suppressions)
	}
	if waived != 1 || len(seen) != len(run.Results) {
		t.Errorf("%d suppressed; %d fingerprints of %d results", waived, len(seen), len(run.Results))
	}
	rule := run.Tool.Driver.Rules[0]
	if rule.Properties["security-severity"] != "9.5" || !strings.Contains(rule.Help.Text, "What to change") {
		t.Errorf("rule: %+v", rule)
	}
	for i, want := range []string{"deploy/payments/gateway.yaml:31 payments/Deployment/gateway/container/proxy", "kubernetes%3Aprod/kube-system/DaemonSet/node-agent:1 kube-system/DaemonSet/node-agent/container/agent"} {
		at := run.Results[i].Locations[0]
		got := fmt.Sprintf("%s:%d %s", at.PhysicalLocation.ArtifactLocation.URI, at.PhysicalLocation.Region.StartLine, at.LogicalLocations[0].FullyQualifiedName)
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// validator runs a program that make components installs on a file.
func validator(t *testing.T, text, name string, args ...string) error {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%v; make components installs it", err)
	}
	command := exec.Command(name, args...)
	command.Stdin = strings.NewReader(text)
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %.2000s", err, out)
	}
	return nil
}

func TestPrometheusIsAccepted(t *testing.T) {
	for name, r := range validated(t) {
		if err := validator(t, render(t, FormatPrometheus, r, Options{ShowPassed: true}), "promtool", "check", "metrics"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if validator(t, "bulkhead_a{b=c} 1\n", "promtool", "check", "metrics") == nil {
		t.Error("promtool accepts what is wrong")
	}
}

func TestJUnitFollowsItsSchemas(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	jenkins := write("jenkins.xsd", string(pinned.File(t, "github.com/yannh/kubeconform", "fixtures/junit.xsd")))
	ant := write("ant.xsd", antSchema(t))
	check := func(schema, text string) error {
		return validator(t, text, "xmllint", "--noout", "--schema", schema, "-")
	}
	// The schema of Ant is older than skipped tests, which all that read reports for pipelines know.
	skipped := regexp.MustCompile(`<skipped>[^<]*</skipped>`)
	for name, r := range validated(t) {
		text := render(t, FormatJUnit, r, Options{ShowPassed: true})
		if err := check(jenkins, text); err != nil {
			t.Errorf("%s, Jenkins: %v", name, err)
		}
		if err := check(ant, skipped.ReplaceAllString(text, "")); err != nil {
			t.Errorf("%s, Ant: %v", name, err)
		}
	}
	bad := strings.Replace(render(t, FormatJUnit, one(), Options{}), "<properties>", "<property>", 1)
	if check(jenkins, bad) == nil || check(ant, bad) == nil {
		t.Error("the schemas accept what is wrong")
	}
}

// antSchema is the text of Ant's schema within the package that testdata/components puts into the cache.
func antSchema(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(cache, "bulkhead", "validators", "junit-xml-1.2.0", "src", "index.test.ts"))
	if err != nil {
		t.Fatalf("%v; make components puts it there", err)
	}
	_, text, found := strings.Cut(string(source), "antJunitSchema = '")
	text, _, ended := strings.Cut(text, "';\n")
	if !found || !ended {
		t.Fatal("the package has no schema")
	}
	return strings.ReplaceAll(text, `\'`, "'")
}
