package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bulkhead/audit"
	"bulkhead/audit/catalogue"
	"bulkhead/audit/estate"
	"bulkhead/audit/relate"
	"bulkhead/audit/result"
	"bulkhead/cmd/internal/targets"
)

const targetsHelp = `A TARGET is one of

  kubernetes:          the cluster of the current context, or the pod's own
  kubernetes:CONTEXT   the cluster of that context
  qemu:///system       any libvirt URI, such as qemu+ssh://host/system too
  node:/               this machine's kernel, CPU, libvirt, Kubernetes files;
                       node:/ROOT for a machine whose root is mounted there
  FILE, DIRECTORY      Kubernetes YAML and JSON, libvirt XML, and what Helm
                       charts (.tgz too) and kustomizations in it would deploy
  'GLOB'               files and directories, as 'deploy/**/*.yaml'
  FILE.snapshot.zst    what bulkhead collect wrote
  -                    standard input

Kinds mix in one run.`

// targetFlags are the flags that say what to read, and how.
type targetFlags struct {
	targets.Config
	qps         float64
	version     string
	timeout     time.Duration
	concurrency int
	list        string // the file that lists more targets
	whole       []string
}

func (t *targetFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&t.Kubeconfig, "kubeconfig", "", "kubeconfig `FILE`; without it what kubectl would use")
	flags.StringVar(&t.Context, "context", "", "kubeconfig `CONTEXT` for the target kubernetes:")
	flags.StringVar(&t.Context, "kube-context", "", "alias of --context")
	flags.Lookup("kube-context").Hidden = true
	flags.BoolVar(&t.AllContexts, "all-contexts", false, "every cluster of the kubeconfig is a target")
	flags.Float64Var(&t.qps, "qps", 50, "at most `N` requests per second to each API server")
	flags.BoolVar(&t.NodeProxy, "allow-node-proxy", false, "ask each cluster's kubelets for their configuration, through the API server; takes get on nodes/proxy, a right to run commands on every node")
	flags.DurationVar(&t.timeout, "timeout", 5*time.Minute, "give up on a target after this `TIME`")
	flags.IntVar(&t.concurrency, "concurrency", 4, "read `N` targets at once")
	flags.StringVar(&t.version, "kubernetes-version", "", fmt.Sprintf("the Kubernetes `VERSION` that files are for, as v1.%d; without it the newest known", relate.NewestMinor))
	flags.StringVar(&t.list, "targets", "", "also the targets that `FILE` lists, one a line; # begins a comment")
	list(flags, &t.IncludeNamespaces, "include-namespaces", "only these namespaces: `GLOB`,...")
	list(flags, &t.ExcludeNamespaces, "exclude-namespaces", "not these namespaces: `GLOB`,...")
	list(flags, &t.whole, "assume-whole", "of these namespaces files hold all there is: what is not in them counts as absent: `GLOB`,...")
	flags.StringArrayVar(&t.Rendering.Values, "values", nil, "`FILE` of values for a Helm chart; repeatable")
	flags.StringArrayVar(&t.Rendering.Set, "set", nil, "values for a Helm chart, as `KEY=VALUE`,...; repeatable")
	flags.StringVar(&t.Rendering.Name, "release-name", "", "`NAME` of a Helm chart's release; without it the chart's")
	flags.StringVar(&t.Rendering.Namespace, "release-namespace", "", "`NAMESPACE` that a Helm chart is installed in; without it that is not known")
	flags.BoolVar(&t.Rendering.Remote, "allow-remote-bases", false, "let kustomizations fetch bases by HTTP and git")
	headed(flags, aboutTargets)
}

// open returns the targets' collectors.
func (t *targetFlags) open(p *program, args []string) ([]audit.Collector, error) {
	if t.concurrency < 1 {
		return nil, usageError(fmt.Errorf("--concurrency %d: at least one target has to be read at a time", t.concurrency))
	}
	if t.timeout <= 0 {
		return nil, usageError(fmt.Errorf("--timeout %s: no target can be read in that", t.timeout))
	}
	if t.list != "" {
		listed, err := listedTargets(t.list)
		if err != nil {
			return nil, usageError(err)
		}
		args = append(slices.Clone(args), listed...)
	}
	for _, pattern := range slices.Concat(t.IncludeNamespaces, t.ExcludeNamespaces, t.whole) {
		if _, err := path.Match(pattern, ""); err != nil || pattern == "" {
			return nil, usageError(fmt.Errorf("namespace %q is no name and no glob", pattern))
		}
	}
	if t.version != "" {
		version, err := relate.FilesVersion(t.version)
		if err != nil {
			return nil, usageError(fmt.Errorf("--kubernetes-version %w", err))
		}
		t.FilesVersion = version
	}
	if len(t.whole) > 0 {
		t.Whole = estate.Namespaces{Include: t.whole}.Has
	}
	t.QPS, t.Stdin = float32(t.qps), p.in
	collectors, err := targets.Open(args, t.Config)
	var usage *targets.UsageError
	if errors.As(err, &usage) {
		return nil, usageError(err)
	}
	return collectors, err
}

// namespaces are those that the user wants.
func (t *targetFlags) namespaces() estate.Namespaces {
	return estate.Namespaces{Include: t.IncludeNamespaces, Exclude: t.ExcludeNamespaces}
}

// options are how the targets are audited with all controls.
func (t *targetFlags) options(p *program, policies fs.FS) (audit.Options, error) {
	tuning, err := p.tuning(policies)
	if err != nil {
		return audit.Options{}, err
	}
	digest, err := catalogue.Digest(policies)
	return audit.Options{
		Tuning:      tuning,
		Tool:        result.Tool{Name: "bulkhead", Version: version(), Policies: digest},
		Policies:    policies,
		Namespaces:  t.namespaces(),
		Timeout:     t.timeout,
		Concurrency: t.concurrency,
		Progress: func(target *estate.Target, what string, done, total int) {
			p.progress.Show(target.ID, what, done, total)
		},
	}, err
}

// maxList bounds a list of targets, in bytes: some 10,000 long URIs.
const maxList = 1 << 20

// listedTargets reads a list of targets.
func listedTargets(name string) ([]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--targets: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxList+1))
	if err != nil {
		return nil, fmt.Errorf("--targets: read %s: %w", name, err)
	}
	if len(text) > maxList {
		return nil, fmt.Errorf("--targets %s: longer than %d MiB", name, maxList>>20)
	}
	var targets []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			targets = append(targets, line)
		}
	}
	if len(targets) == 0 {
		return nil, fmt.Errorf("--targets %s: it lists no target; write one a line, such as qemu+ssh://host/system", name)
	}
	return targets, nil
}
