package reports

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"bulkhead/audit/result"
)

// The formats policyreport and openreports are objects of a cluster, for dashboards and controllers there: a report for each namespace
// in which something was found, and one of the cluster for all else, with what could not be read of the target. They come as one List,
// which kubectl apply takes.

// policyAPI is one of the two APIs, which differ in names only.
type policyAPI struct {
	version, kind, clusterKind string
	source                     bool // the report itself says what made it, not each result alone
}

func policyReportAPI() policyAPI {
	return policyAPI{version: "wgpolicyk8s.io/v1alpha2", kind: "PolicyReport", clusterKind: "ClusterPolicyReport"}
}

func openReportsAPI() policyAPI {
	return policyAPI{version: "openreports.io/v1alpha1", kind: "Report", clusterKind: "ClusterReport", source: true}
}

// maxPolicyReport is how many bytes of results one object holds. What kubectl apply notes of an object may have 256 KiB; etcd takes
// six times as much.
const maxPolicyReport = 192 << 10

// policyTarget is the policy under which reports say what could not be read of a target.
const policyTarget = "target"

func writePolicyReport(w *bufio.Writer, r *result.Report, o Options) error {
	return policyReportAPI().write(w, r, o)
}

func writeOpenReports(w *bufio.Writer, r *result.Report, o Options) error {
	return openReportsAPI().write(w, r, o)
}

func (api policyAPI) write(w *bufio.Writer, r *result.Report, o Options) error {
	if _, err := w.WriteString(`{"apiVersion":"v1","kind":"List","metadata":{},"items":[`); err != nil {
		return err
	}
	separator := "\n"
	p := newPolicyWriter(api, r, func(id string) (string, bool) { return targetHash(id), true }, func(one PolicyReport) error {
		if _, err := w.WriteString(separator); err != nil {
			return err
		}
		separator = ",\n"
		_, err := w.Write(one.JSON)
		return err
	})
	if err := p.write(o); err != nil {
		return err
	}
	_, err := w.WriteString("\n]}\n")
	return err
}

// PolicyReport is one object of a cluster.
type PolicyReport struct {
	// Namespace is empty for the kind that belongs to the cluster.
	Namespace, Name string
	// JSON is the object whole. It is only valid until the next one.
	JSON []byte
}

// PublishedFormats are those of which [PolicyReports] yields the objects, the default first.
func PublishedFormats() []string { return []string{FormatPolicyReport, FormatOpenReports} }

// PolicyReports yields the objects of one target as format, one of [PublishedFormats], has them; it stops at the first error, and returns
// it. They are named to be kept in the target itself, a cluster, whatever that is called here; all have [PolicyReportLabels].
func PolicyReports(format string, r *result.Report, target string, o Options, yield func(PolicyReport) error) error {
	api := policyReportAPI()
	if format == FormatOpenReports {
		api = openReportsAPI()
	}
	p := newPolicyWriter(api, r, func(id string) (string, bool) { return ownInstance, id == target }, yield)
	return p.write(o)
}

// ownInstance is the instance of reports that are kept in the cluster of which they tell.
const ownInstance = "cluster"

// PolicyReportLabels are the labels of all objects of [PolicyReports].
func PolicyReportLabels() map[string]string { return policyLabels(ownInstance) }

func policyLabels(instance string) map[string]string {
	return map[string]string{"app.kubernetes.io/managed-by": "bulkhead", "app.kubernetes.io/instance": instance}
}

func targetHash(target string) string {
	sum := sha256.Sum256([]byte(target))
	return hex.EncodeToString(sum[:5])
}

// policyWriter gathers results by object, as they come by severity.
type policyWriter struct {
	api      policyAPI
	report   *result.Report
	controls map[string]*result.Control
	targets  map[string]*result.Target
	open     map[policyPlace]*policyObject
	// instance is what the objects of a target are called after, and whether there are to be any.
	instance func(target string) (string, bool)
	yield    func(PolicyReport) error
	line     jsonWriter // one result at a time
	object   jsonWriter // one object at a time
}

type policyPlace struct{ target, namespace string }

// policyObject is an object to which results are still added.
type policyObject struct {
	results []byte
	counts  map[string]int
	number  int // of its place
}

func newPolicyWriter(api policyAPI, r *result.Report, instance func(string) (string, bool), yield func(PolicyReport) error) *policyWriter {
	return &policyWriter{
		api: api, report: r, controls: byID(r.Controls), targets: map[string]*result.Target{}, open: map[policyPlace]*policyObject{},
		instance: instance, yield: yield,
	}
}

func (p *policyWriter) write(o Options) error {
	for i := range p.report.Targets {
		if _, wanted := p.instance(p.report.Targets[i].ID); wanted {
			if err := p.target(&p.report.Targets[i]); err != nil {
				return err
			}
		}
	}
	for f := range o.everything(p.report) {
		if _, wanted := p.instance(f.Subject.Target); !wanted {
			continue
		}
		outcome := policyResult(f)
		if err := p.add(policyPlace{strings.Clone(f.Subject.Target), policyNamespace(f)}, outcome, func() { p.finding(f, outcome) }); err != nil {
			return err
		}
	}
	places := make([]policyPlace, 0, len(p.open))
	for place := range p.open {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b policyPlace) int {
		return cmp.Or(strings.Compare(a.target, b.target), strings.Compare(a.namespace, b.namespace))
	})
	for _, place := range places {
		if err := p.close(place); err != nil {
			return err
		}
	}
	return nil
}

// target makes the object of the cluster, also for a target of which there is nothing to tell: a report without findings is one too.
func (p *policyWriter) target(t *result.Target) error {
	p.targets[t.ID] = t
	place := policyPlace{target: t.ID}
	p.at(place)
	for i := range t.Problems {
		problem := &t.Problems[i]
		err := p.add(place, "error", func() {
			p.line.str("message", clip(clean("not read: "+problem.What+": "+problem.Error), maxText))
			p.line.str("policy", policyTarget)
			p.properties("status", t.Status, "file", position(problem.File, problem.Line, problem.Column))
			p.line.str("result", "error")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// policyNamespace is where a finding is reported: in the namespace of its object, where that can exist.
func policyNamespace(f *result.Finding) string {
	if !strings.HasPrefix(f.Subject.Kind, "kubernetes/") || len(validation.IsDNS1123Label(f.Subject.Namespace)) > 0 {
		return ""
	}
	return strings.Clone(f.Subject.Namespace)
}

// policyResult is the result of a finding. A waived failure is not met and does not count, which the APIs call warn; what this kind of
// target cannot tell was not asked.
func policyResult(f *result.Finding) string {
	switch {
	case f.Status == result.Pass:
		return "pass"
	case f.Status == result.Waived:
		return "warn"
	case f.Status == result.Unknown && f.Reason == "not-in-input":
		return "skip"
	case f.Status == result.Unknown:
		return "error"
	}
	return "fail"
}

func (p *policyWriter) at(place policyPlace) *policyObject {
	if p.open[place] == nil {
		p.open[place] = &policyObject{counts: map[string]int{}}
	}
	return p.open[place]
}

// add adds a result, and closes the object first if that is full.
func (p *policyWriter) add(place policyPlace, outcome string, write func()) error {
	one := p.at(place)
	p.line.buf = append(p.line.buf[:0], '{')
	write()
	p.line.source()
	p.timestamp(place.target)
	p.line.close('}')
	if p.line.err != nil {
		return p.line.err
	}
	text := escapeUnsafe(p.line.buf)
	if len(one.results) > 0 && len(one.results)+len(text) > maxPolicyReport {
		if err := p.close(place); err != nil {
			return err
		}
		p.open[place] = &policyObject{counts: map[string]int{}, number: one.number + 1, results: one.results[:0]}
		one = p.open[place]
	}
	if len(one.results) > 0 {
		one.results = append(one.results, ',', '\n')
	}
	one.results = append(one.results, text...)
	one.counts[outcome]++
	return nil
}

func (j *jsonWriter) source() { j.str("source", "bulkhead") }

func (p *policyWriter) timestamp(target string) {
	collected := p.report.Started
	if t := p.targets[target]; t != nil && !t.Collected.IsZero() {
		collected = t.Collected
	}
	p.line.key("timestamp")
	p.line.open('{')
	p.line.key("seconds")
	p.line.text(fmt.Sprint(max(0, collected.Unix())))
	p.line.number("nanos", 0)
	p.line.close('}')
}

// finding writes the fields of a result. All text is clean, as kubectl prints it on a terminal.
func (p *policyWriter) finding(f *result.Finding, outcome string) {
	j := &p.line
	c := p.controls[f.Control]
	if c != nil {
		j.strIfAny("category", clean(c.Wall))
	}
	message := f.Message
	if message == "" && c != nil {
		message = c.Title
	}
	if evidence := saidAll(f, "; "); evidence != "" {
		message += ". " + evidence
	}
	j.str("message", clip(clean(message), maxPolicyMessage))
	j.str("policy", orNone(clean(f.Control)))
	remediation := ""
	if c != nil && f.Status == result.Fail {
		remediation = c.Remediation
	}
	place := ""
	if e := inFile(f); e != nil {
		place = position(e.File, e.Line, e.Column)
	}
	waiver := ""
	if f.Waiver != nil {
		waiver = standing(f)
	}
	p.properties("fingerprint", f.Fingerprint, "status", string(f.Status), "reason", f.Reason, "part", partOf(&f.Subject), "instances", count(f.Instances),
		"waiver", waiver, "file", place, "remediation", remediation)
	j.key("resources")
	j.text("[{")
	j.str("kind", clip(clean(f.Subject.Resource), maxText))
	j.str("name", clip(clean(f.Subject.Name), maxText))
	j.strIfAny("namespace", clip(clean(f.Subject.Namespace), maxText))
	for i := range f.Evidence {
		if e := &f.Evidence[i]; e.Object == "" {
			j.strIfAny("fieldPath", clip(clean(e.Path), maxText))
			j.strIfAny("resourceVersion", clip(clean(e.ResourceVersion), maxText))
			break
		}
	}
	j.text("}]")
	j.str("result", outcome)
	j.key("scored")
	j.text(fmt.Sprint(f.Status != result.Waived))
	j.str("severity", string(f.Severity))
}

// maxPolicyMessage bounds one message, so that no result fills an object alone.
const maxPolicyMessage = 4096

// properties writes names and values in turns, but for those without value.
func (p *policyWriter) properties(pairs ...string) {
	p.line.key("properties")
	p.line.open('{')
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			p.line.str(pairs[i], clip(clean(pairs[i+1]), maxPolicyMessage))
		}
	}
	p.line.close('}')
}

// close yields the object of a place.
func (p *policyWriter) close(place policyPlace) error {
	one := p.open[place]
	j := &p.object
	j.buf = j.buf[:0]
	j.text(`{"apiVersion":"` + p.api.version + `","kind":"`)
	if place.namespace == "" {
		j.text(p.api.clusterKind)
	} else {
		j.text(p.api.kind)
	}
	instance, _ := p.instance(place.target)
	name := fmt.Sprintf("bulkhead-%s-%d", instance, one.number)
	j.text(`","metadata":{`)
	j.str("name", name)
	j.strIfAny("namespace", place.namespace)
	j.key("labels")
	j.open('{')
	labels := policyLabels(instance)
	for _, key := range []string{"app.kubernetes.io/managed-by", "app.kubernetes.io/instance"} {
		j.str(key, labels[key])
	}
	j.text(`},"annotations":{`)
	j.str("bulkhead/target", clip(clean(place.target), maxText))
	j.text("}}")
	if p.api.source {
		j.source()
	}
	j.key("summary")
	j.open('{')
	for _, outcome := range []string{"pass", "fail", "warn", "error", "skip"} {
		j.number(outcome, one.counts[outcome])
	}
	j.text(`},"results":[`)
	j.buf = append(escapeUnsafe(j.buf), one.results...)
	j.text("]}")
	return p.yield(PolicyReport{Namespace: place.namespace, Name: name, JSON: j.buf})
}
