// Package publish keeps reports in the clusters of which they tell: the one thing that bulkhead writes into a cluster, and only when asked.
package publish

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"bulkhead/audit/result"
	"bulkhead/reports"
)

// manager owns the fields of what is written.
const manager = "bulkhead"

// Config says what to keep where.
type Config struct {
	// Access is the cluster.
	Access *rest.Config
	// Format is one of [reports.PublishedFormats].
	Format string
	// Report has the findings, and Target is the cluster's ID in it.
	Report  *result.Report
	Target  string
	Options reports.Options
	// Selected tells namespaces that were audited; reports of others are left as they are. Nil means all.
	Selected func(namespace string) bool
}

// Summary counts objects.
type Summary struct{ Written, Pruned int }

// Run writes the target's reports by server-side apply, and then deletes those of earlier runs that this one did not write.
func Run(ctx context.Context, c Config) (Summary, error) {
	client, err := dynamic.NewForConfig(c.Access)
	if err != nil {
		return Summary{}, err
	}
	p := publisher{Config: c, client: client, written: map[types.NamespacedName]bool{}}
	if err := reports.PolicyReports(c.Format, c.Report, c.Target, c.Options, func(one reports.PolicyReport) error { return p.write(ctx, one) }); err != nil {
		return p.summary, err
	}
	return p.summary, p.prune(ctx)
}

type publisher struct {
	Config
	client  dynamic.Interface
	written map[types.NamespacedName]bool
	summary Summary
}

// resources are those of the format: of namespaces, and of the cluster.
func (p *publisher) resources() (inNamespaces, ofCluster schema.GroupVersionResource) {
	if p.Format == reports.FormatOpenReports {
		version := schema.GroupVersion{Group: "openreports.io", Version: "v1alpha1"}
		return version.WithResource("reports"), version.WithResource("clusterreports")
	}
	version := schema.GroupVersion{Group: "wgpolicyk8s.io", Version: "v1alpha2"}
	return version.WithResource("policyreports"), version.WithResource("clusterpolicyreports")
}

// of is what reads and writes reports of a namespace, or for no namespace those of the cluster.
func (p *publisher) of(namespace string) dynamic.ResourceInterface {
	inNamespaces, ofCluster := p.resources()
	if namespace == "" {
		return p.client.Resource(ofCluster)
	}
	return p.client.Resource(inNamespaces).Namespace(namespace)
}

func (p *publisher) write(ctx context.Context, one reports.PolicyReport) error {
	force := true // whoever changed a report did not find what it says
	_, err := p.of(one.Namespace).Patch(ctx, one.Name, types.ApplyPatchType, one.JSON,
		metav1.PatchOptions{FieldManager: manager, Force: &force, FieldValidation: metav1.FieldValidationStrict})
	switch {
	case apierrors.IsNotFound(err) && one.Namespace != "" && p.summary.Written > 0: // deleted since it was audited: the reports went with it
		return nil
	case err != nil:
		return p.explain("write", one.Namespace, err)
	}
	p.written[types.NamespacedName{Namespace: one.Namespace, Name: one.Name}] = true
	p.summary.Written++
	return nil
}

// pageSize is how many reports are listed at a time. Only their metadata is wanted, but reports come whole, and are large.
const pageSize = 20

// prune deletes what carries the labels of our reports and was not written now.
func (p *publisher) prune(ctx context.Context) error {
	inNamespaces, ofCluster := p.resources()
	for _, resource := range []schema.GroupVersionResource{ofCluster, inNamespaces} {
		var stale []types.NamespacedName
		options := metav1.ListOptions{LabelSelector: labels.Set(reports.PolicyReportLabels()).String(), Limit: pageSize}
		for {
			list, err := p.client.Resource(resource).List(ctx, options)
			if err != nil {
				return p.explain("list", "", err)
			}
			for i := range list.Items {
				if name := nameOf(&list.Items[i]); p.stale(name) {
					stale = append(stale, name)
				}
			}
			if options.Continue = list.GetContinue(); options.Continue == "" {
				break
			}
		}
		for _, name := range stale {
			if err := p.of(name.Namespace).Delete(ctx, name.Name, metav1.DeleteOptions{}); err != nil && !apierrors.IsNotFound(err) {
				return p.explain("delete", name.Namespace, err)
			}
			p.summary.Pruned++
		}
	}
	return nil
}

func nameOf(object *unstructured.Unstructured) types.NamespacedName {
	return types.NamespacedName{Namespace: object.GetNamespace(), Name: object.GetName()}
}

func (p *publisher) stale(name types.NamespacedName) bool {
	return !p.written[name] && (name.Namespace == "" || p.Selected == nil || p.Selected(name.Namespace))
}

// explain names what was being done, and the way out.
func (p *publisher) explain(verb, namespace string, err error) error {
	inNamespaces, ofCluster := p.resources()
	resource := ofCluster
	if namespace != "" {
		resource = inNamespaces
	}
	what := fmt.Sprintf("%s %s.%s of %s", verb, resource.Resource, resource.Group, p.Target)
	if namespace != "" {
		what += " in " + namespace
	}
	switch {
	case apierrors.IsNotFound(err):
		return fmt.Errorf("%s: the cluster does not know %s: install its custom resource definitions: %w", what, resource.GroupVersion(), err)
	case apierrors.IsForbidden(err):
		return fmt.Errorf("%s: docs/rights.md has the role that --publish needs: %w", what, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}
