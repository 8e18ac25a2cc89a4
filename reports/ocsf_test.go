package reports

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bulkhead/testdata/pinned"
)

// ocsfEvents reads a report's events, one a line.
func ocsfEvents(t *testing.T, text string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for line := range strings.Lines(text) {
		var event map[string]any
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatal(err)
		}
		all = append(all, event)
	}
	return all
}

// ocsfCounts also holds the numbers that no validator holds together.
func ocsfCounts(t *testing.T, text string) map[string]int {
	t.Helper()
	counts, seen := map[string]int{}, map[any]bool{}
	for _, event := range ocsfEvents(t, text) {
		class, activity := event["class_uid"].(float64), event["activity_id"].(float64)
		if event["type_uid"] != class*100+activity || event["type_uid"] != 200301.0 || event["category_uid"] != 2.0 {
			t.Errorf("type %v of class %v, category %v", event["type_uid"], class, event["category_uid"])
		}
		uid := event["metadata"].(map[string]any)["uid"]
		if seen[uid] {
			t.Errorf("two events are %v", uid)
		}
		seen[uid] = true
		compliance := event["compliance"].(map[string]any)
		if compliance["control"] == "target" {
			continue
		}
		status := fmt.Sprint(compliance["status_code"])
		want := map[string][2]any{"pass": {1.0, nil}, "fail": {3.0, 1.0}, "unknown": {0.0, 1.0}, "waived": {3.0, 3.0}}[status]
		if got := [2]any{compliance["status_id"], event["status_id"]}; got != want {
			t.Errorf("%s: statuses %v, want %v", status, got, want)
		}
		counts[fmt.Sprintf("%s %v", status, compliance["control"])]++
	}
	return counts
}

// ocsfSchema is the schema of the class within the module that validates OCSF, closed to fields that it does not name.
func ocsfSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	decoder, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer decoder.Close()
	text, err := decoder.DecodeAll(pinned.File(t, "github.com/valllabh/ocsf-schema-golang", "ocsfvalidate/1.2/jsonschema/classes_compliance_finding.json.zst"), nil)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	value.(map[string]any)["additionalProperties"] = false
	for name, definition := range value.(map[string]any)["$defs"].(map[string]any) {
		if name != "object" { // what is unmapped
			closeObjects(definition)
		}
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("ocsf.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("ocsf.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestOCSFFollowsItsSchema(t *testing.T) {
	schema := ocsfSchema(t)
	validate := func(line string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			return err
		}
		// The schema demands what belongs to a profile that is not used here.
		value.(map[string]any)["cloud"] = map[string]any{"provider": "none"}
		return schema.Validate(value)
	}
	for name, r := range validated(t) {
		for line := range strings.Lines(render(t, FormatOCSF, r, Options{ShowPassed: true})) {
			if err := validate(line); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	good := render(t, FormatOCSF, one(), Options{})
	for _, change := range [][2]string{{`"finding_info"`, `"finding_inf"`}, {`"standards"`, `"standard"`}, {`"class_uid":2003`, `"class_uid":"2003"`}, {`"severity_id":5`, `"severity_id":7`}} {
		if bad := strings.Replace(good, change[0], change[1], 1); bad == good || validate(bad) == nil {
			t.Errorf("%s is accepted", change[1])
		}
	}
}

func TestOCSFKnowsAFindingAgain(t *testing.T) {
	uid := func(text string) any { return ocsfEvents(t, text)[0]["finding_info"].(map[string]any)["uid"] }
	first, later := one(), one()
	later.Started, later.Finished = later.Started.AddDate(0, 0, 1), later.Finished.AddDate(0, 0, 1)
	if a, b := uid(render(t, FormatOCSF, first, Options{})), uid(render(t, FormatOCSF, later, Options{})); a != b {
		t.Errorf("%v and %v", a, b)
	}
}
