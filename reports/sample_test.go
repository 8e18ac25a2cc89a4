package reports

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"bulkhead/audit/result"
)

// builder makes reports for tests: it counts verdicts as the engine does and sorts findings as the contract has it.
type builder struct {
	report   result.Report
	findings []result.Finding
	passed   []result.Finding
}

func newBuilder() *builder {
	start := time.Date(2026, 11, 24, 7, 30, 0, 0, time.UTC)
	return &builder{report: result.Report{
		Tool:    result.Tool{Name: "bulkhead", Version: "v0.1.0", Policies: "sha256:" + strings.Repeat("0f", 32)},
		Started: start, Finished: start.Add(1240 * time.Millisecond),
	}}
}

func (b *builder) target(id, kind, version, status string, subjects map[string]int, problems ...result.Problem) {
	b.report.Targets = append(b.report.Targets, result.Target{
		ID: id, Kind: kind, URI: id, Version: version, Status: status, Subjects: subjects, Problems: problems,
		Collected: b.report.Started,
	})
}

func (b *builder) control(c result.Control) {
	c.Description = "What the wall is, and what goes wrong without it."
	c.Dimension = "isolation"
	b.report.Controls = append(b.report.Controls, c)
}

// add counts a verdict and keeps it; the subject is TARGET NAMESPACE/KIND/NAME[ PART].
func (b *builder) add(status result.Status, control, subject, message string, evidence ...result.Evidence) *result.Finding {
	i := slices.IndexFunc(b.report.Controls, func(c result.Control) bool { return c.ID == control })
	c := &b.report.Controls[i]
	target, rest, _ := strings.Cut(subject, " ")
	object, part, _ := strings.Cut(rest, " ")
	names := strings.Split(object, "/")
	f := result.Finding{
		Control: control, Severity: c.Severity, Status: status, Message: message, Evidence: evidence,
		Fingerprint: fmt.Sprintf("%s:%s", control, rest),
		Subject: result.Subject{
			Target: target, Kind: c.Subject, Resource: names[len(names)-2], Name: names[len(names)-1], Part: part,
			Namespace: strings.Join(names[:len(names)-2], "/"),
		},
	}
	switch status {
	case result.Pass:
		c.Pass++
		b.passed = append(b.passed, f)
		return &b.passed[len(b.passed)-1]
	case result.Fail:
		c.Fail++
	case result.Unknown:
		c.Unknown++
	case result.Waived:
		c.Waived++
	}
	b.findings = append(b.findings, f)
	return &b.findings[len(b.findings)-1]
}

func (b *builder) build() *result.Report {
	order := func(x, y result.Finding) int {
		if by := x.Severity.Rank() - y.Severity.Rank(); by != 0 {
			return by
		}
		return strings.Compare(x.Control+"\x00"+x.Subject.Target+x.Fingerprint, y.Control+"\x00"+y.Subject.Target+y.Fingerprint)
	}
	slices.SortStableFunc(b.findings, order)
	slices.SortStableFunc(b.passed, order)
	r := b.report
	r.Findings, r.Passed = pointers(b.findings), pointers(b.passed)
	return &r
}

func at(path, value, expected, place string) result.Evidence {
	e := result.Evidence{Path: path, Value: json.RawMessage(value), Expected: json.RawMessage(expected)}
	if place != "" {
		var line int
		i := strings.LastIndexByte(place, ':')
		fmt.Sscan(place[i+1:], &line)
		e.File, e.Line, e.Column = place[:i], line, 9
	}
	return e
}

// sampleControls are as the catalogue has them, in our own words.
func (b *builder) sampleControls() {
	b.control(result.Control{
		ID: "kubernetes/privileged-container", Title: "Containers must not run privileged", Severity: result.Critical,
		Remediation: "Remove securityContext.privileged, and add the single capabilities or devices that are really needed.",
		References:  []string{"https://kubernetes.io/docs/concepts/security/pod-security-standards/"},
		Wall:        "kernel", Subject: "kubernetes/container",
		Frameworks: map[string][]string{"pss": {"baseline"}, "cis-kubernetes-1.12": {"5.2.2"}},
	})
	b.control(result.Control{
		ID: "kubernetes/host-pid", Title: "Pods must not share the node's process table", Severity: result.High,
		Remediation: "Remove hostPID.", Wall: "kernel", Subject: "kubernetes/pod",
		Frameworks: map[string][]string{"pss": {"baseline"}, "cis-kubernetes-1.12": {"5.2.3"}},
	})
	b.control(result.Control{
		ID: "kubernetes/host-path", Title: "Pods must not mount directories of the node", Severity: result.Medium,
		Remediation: "Use a volume type that belongs to the cluster, such as a persistent volume claim.",
		Wall:        "storage", Subject: "kubernetes/volume",
		Frameworks: map[string][]string{"pss": {"baseline"}, "cis-kubernetes-1.12": {"5.2.11"}},
	})
	b.control(result.Control{
		ID: "kubernetes/runs-as-root", Title: "Containers must not run as root", Severity: result.High,
		Remediation: "Set runAsNonRoot to true and runAsUser to a user of the image, in the pod's or the container's " +
			"securityContext.",
		Wall: "privilege", Subject: "kubernetes/container",
		Frameworks: map[string][]string{"cis-kubernetes-1.12": {"5.2.7"}},
	})
	b.control(result.Control{
		ID: "kubernetes/run-as-non-root-unset", Title: "Containers must be forbidden to run as root", Severity: result.Medium,
		Remediation: "Set securityContext.runAsNonRoot to true.", Wall: "privilege", Subject: "kubernetes/container",
		WeakerThan: "kubernetes/runs-as-root", Frameworks: map[string][]string{"pss": {"restricted"}},
	})
	b.control(result.Control{
		ID: "kubernetes/no-network-policy", Title: "Network policies must select every pod", Severity: result.Medium,
		Remediation: "Add a NetworkPolicy that denies by default in the namespace, and one for each way that is needed.",
		Wall:        "network", Subject: "kubernetes/pod",
		Frameworks: map[string][]string{"cis-kubernetes-1.12": {"5.3.2"}},
	})
	b.control(result.Control{
		ID: "kubernetes/reads-secrets", Title: "Reading secrets must be granted narrowly", Severity: result.High,
		Remediation: "Name the secrets in resourceNames.", Wall: "identity", Subject: "kubernetes/binding",
		Frameworks: map[string][]string{"cis-kubernetes-1.12": {"5.1.2"}},
	})
	b.control(result.Control{
		ID: "libvirt/vnc-listens-everywhere", Title: "Consoles must not listen on every address", Severity: result.High,
		Remediation: "Listen on 127.0.0.1 and reach the console through SSH, or require TLS and a password.",
		Wall:        "management", Subject: "libvirt/graphics",
	})
	b.control(result.Control{
		ID: "libvirt/unencrypted-disk", Title: "Disks should be encrypted", Severity: result.Low,
		Remediation: "Use LUKS.", Wall: "storage", Subject: "libvirt/disk",
	})
	b.control(result.Control{
		ID: "libvirt/qemu-command-line", Title: "Domains must not pass arguments to QEMU", Severity: result.High,
		Remediation: "Remove qemu:commandline.", Wall: "kernel", Subject: "libvirt/domain",
	})
}

// sample is a report with something of everything.
func sample() *result.Report {
	b := newBuilder()
	b.target("kubernetes:prod", "kubernetes", "v1.37.2", "complete",
		map[string]int{"kubernetes/container": 1204, "kubernetes/pod": 903, "kubernetes/volume": 310, "kubernetes/binding": 88})
	b.target("qemu:///system", "libvirt", "11.6.0", "partial",
		map[string]int{"libvirt/domain": 3, "libvirt/disk": 5, "libvirt/graphics": 2, "libvirt/host": 1},
		result.Problem{What: "domain legacy", Error: "the daemon did not answer within 5m0s"},
		result.Problem{What: "node devices", Error: "operation not supported by the daemon"})
	b.target("./deploy", "files", "", "partial", map[string]int{"kubernetes/container": 14, "kubernetes/pod": 9},
		result.Problem{What: "manifest", Error: "found unexpected end of stream", File: "deploy/charts/web/broken.yaml", Line: 14, Column: 3})
	b.sampleControls()

	privileged := "runs privileged: nothing stands between it and the node"
	b.add(result.Fail, "kubernetes/privileged-container", "kubernetes:prod kube-system/DaemonSet/node-agent agent", privileged,
		at("spec.template.spec.containers[0].securityContext.privileged", "true", "false", "")).Instances = 12
	b.add(result.Fail, "kubernetes/privileged-container", "./deploy payments/Deployment/gateway proxy", privileged,
		at("spec.template.spec.containers[0].securityContext.privileged", "true", "false", "deploy/payments/gateway.yaml:31"))
	for i := range 14 {
		name := fmt.Sprintf("kubernetes:prod shop/Deployment/service-%02d app", i)
		b.add(result.Fail, "kubernetes/runs-as-root", name, "may run as root: no user is set",
			at("spec.template.spec.containers[0].securityContext.runAsUser", "", "", ""),
			at("spec.template.spec.containers[0].securityContext.runAsNonRoot", "", "true", ""))
		b.add(result.Fail, "kubernetes/run-as-non-root-unset", name, "runAsNonRoot is not true",
			at("spec.template.spec.containers[0].securityContext.runAsNonRoot", "", "true", ""))
		b.add(result.Pass, "kubernetes/host-pid", strings.TrimSuffix(name, " app"), "")
	}
	b.add(result.Fail, "kubernetes/run-as-non-root-unset", "kubernetes:prod shop/StatefulSet/orders-database postgres",
		"runAsNonRoot is not true", at("spec.template.spec.containers[0].securityContext.runAsNonRoot", "", "true", ""))
	for _, mount := range []string{"/etc/kubernetes", "/var/log"} {
		b.add(result.Fail, "kubernetes/host-path", "./deploy logging/DaemonSet/collector v"+strings.ReplaceAll(mount, "/", "-"),
			fmt.Sprintf("mounts %s of the node", mount),
			at("spec.template.spec.volumes[0].hostPath.path", fmt.Sprintf("%q", mount), "", "deploy/logging/collector.yaml:48"))
	}
	b.add(result.Waived, "kubernetes/host-path", "kubernetes:prod kube-system/DaemonSet/node-agent host-proc", "mounts /proc of the node",
		at("spec.template.spec.volumes[3].hostPath.path", `"/proc"`, "", "")).
		Waiver = &result.Waiver{Owner: "platform team", Reason: "the agent reads the node's process table", Expires: "2026-12-31"}
	for i := range 3 {
		b.add(result.Unknown, "kubernetes/no-network-policy", fmt.Sprintf("./deploy payments/Deployment/gateway-%d", i),
			"the namespace is not in the input", at("namespace", "", "", "")).Reason = "not-in-input"
	}
	b.add(result.Unknown, "kubernetes/reads-secrets", "kubernetes:prod /ClusterRoleBinding/backup", "roles could not be listed: forbidden",
		at("role", "", "", "")).Reason = "unread"
	listen := b.add(result.Fail, "libvirt/vnc-listens-everywhere", "qemu:///system /Domain/build-01 vnc", "listens on every address",
		at(`devices.graphics[0].listen[0].address`, `"0.0.0.0"`, "", ""))
	listen.Subject.Namespace = ""
	raised := b.add(result.Fail, "libvirt/vnc-listens-everywhere", "qemu:///system /Domain/build-02 vnc",
		"listens on every address without a password", at(`devices.graphics[0]["@listen"]`, `"::"`, "", ""))
	raised.Severity, raised.Instances = result.Critical, 1
	for _, disk := range []string{"vda", "vdb"} {
		b.add(result.Fail, "libvirt/unencrypted-disk", "qemu:///system /Domain/build-01 "+disk, "is not encrypted",
			at("devices.disk[0].encryption", "", "", ""))
	}
	b.add(result.Pass, "libvirt/qemu-command-line", "qemu:///system /Domain/build-01", "")
	return b.build()
}

// clear is a report in which nothing failed.
func clear() *result.Report {
	b := newBuilder()
	b.target("kubernetes:dev", "kubernetes", "v1.37.2", "complete", map[string]int{"kubernetes/pod": 2})
	b.sampleControls()
	b.add(result.Pass, "kubernetes/host-pid", "kubernetes:dev web/Deployment/front", "")
	b.add(result.Pass, "kubernetes/host-pid", "kubernetes:dev web/Deployment/back", "")
	r := b.build()
	r.Passed = nil
	return r
}

// one is a report of one manifest with one fault, as a check before a deployment gives.
func one() *result.Report {
	b := newBuilder()
	b.target("deploy.yaml", "files", "", "complete", map[string]int{"kubernetes/container": 2, "kubernetes/pod": 1})
	b.sampleControls()
	b.report.Controls = b.report.Controls[:2]
	b.add(result.Fail, "kubernetes/privileged-container", "deploy.yaml shop/Deployment/cart app",
		"runs privileged: nothing stands between it and the node",
		at("spec.template.spec.containers[0].securityContext.privileged", "true", "false", "deploy.yaml:31"))
	b.add(result.Pass, "kubernetes/privileged-container", "deploy.yaml shop/Deployment/cart proxy", "")
	b.add(result.Pass, "kubernetes/host-pid", "deploy.yaml shop/Deployment/cart", "")
	r := b.build()
	r.Passed = nil
	return r
}

// nothing is a report of an audit that could not look at anything.
func nothing() *result.Report {
	b := newBuilder()
	b.target("kubernetes:gone", "kubernetes", "", "failed", nil,
		result.Problem{What: "connect", Error: "dial tcp 192.0.2.7:6443: i/o timeout"})
	b.target("./empty", "files", "", "complete", nil)
	b.sampleControls()
	r := b.build()
	r.Passed = nil
	return r
}

// hostile is a report whose every string tries to take over the terminal.
func hostile() *result.Report {
	const evil = "\x1b]0;owned\x07\x1b[2J\u009b31m\u202egnp.exe\u2066\u200b\x00\r\n\xff日本語" // and some wide characters
	b := newBuilder()
	b.report.Tool.Version = evil
	b.target(evil, evil, evil, "failed", map[string]int{"kubernetes/" + evil: 1},
		result.Problem{What: evil, Error: evil, File: evil, Line: 3})
	b.control(result.Control{
		ID: "x/" + evil, Title: evil, Remediation: evil, Wall: evil, Subject: "kubernetes/" + evil, Severity: result.High,
		References: []string{evil}, Frameworks: map[string][]string{evil: {evil}}, WeakerThan: evil,
	})
	evidence := result.Evidence{Path: evil, File: evil, Line: 1}
	evidence.Value, _ = json.Marshal(evil)
	evidence.Expected, evidence.ResourceVersion = evidence.Value, evil
	for _, status := range []result.Status{result.Fail, result.Unknown, result.Waived, result.Pass} {
		f := b.add(status, "x/"+evil, "t n/r/n p", evil, evidence)
		f.Subject = result.Subject{Target: evil, Kind: "kubernetes/" + evil, Resource: evil, Namespace: evil, Name: evil, Part: evil}
		switch status {
		case result.Unknown:
			f.Reason = "error"
		case result.Waived:
			f.Waiver = &result.Waiver{Owner: evil, Reason: evil, Expires: "2027-01-01"}
		}
	}
	return b.build()
}

// large has n findings, as an audit of many Deployments has.
func large(n int) *result.Report {
	b := newBuilder()
	b.target("kubernetes:prod", "kubernetes", "v1.37.2", "complete", map[string]int{"kubernetes/container": n})
	b.sampleControls()
	controls := []string{"kubernetes/privileged-container", "kubernetes/runs-as-root", "kubernetes/run-as-non-root-unset"}
	b.findings = make([]result.Finding, 0, n)
	for i := range n {
		f := b.add(result.Fail, controls[i%3], fmt.Sprintf("kubernetes:prod shop/Deployment/service-%05d app", i/3),
			"may run as root: no user is set",
			at("spec.template.spec.containers[0].securityContext.privileged", "true", "false", "deploy/shop/services.yaml:31"))
		f.Fingerprint, f.Instances = fmt.Sprintf("%064x", i), 3
	}
	return b.build()
}
