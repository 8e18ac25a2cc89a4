package relate

import (
	"encoding/json"
	"fmt"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"bulkhead/audit/estate"
)

// refusedSelector says which selector of an object the API server would refuse the object for. Those of network policies are read where
// they are understood.
func refusedSelector(o *estate.Object) error {
	switch o.Kind {
	case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration":
		for i, item := range o.Value.Get("webhooks").Elements() {
			if err := matching(o, item.Value, fmt.Sprintf("webhooks[%d]", i)); err != nil {
				return err
			}
		}
	case "ValidatingAdmissionPolicy":
		return matching(o, o.Value.At("spec", "matchConstraints"), "spec.matchConstraints")
	case "ValidatingAdmissionPolicyBinding":
		return matching(o, o.Value.At("spec", "matchResources"), "spec.matchResources")
	case "ClusterRole":
		for i, item := range o.Value.At("aggregationRule", "clusterRoleSelectors").Elements() {
			if err := refused(o, item.Value, fmt.Sprintf("aggregationRule.clusterRoleSelectors[%d]", i)); err != nil {
				return err
			}
		}
	case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job":
		return refused(o, o.Value.At("spec", "selector"), "spec.selector")
	case "Service", "ReplicationController":
		return refused(o, estate.MapOf(estate.Item{Key: "matchLabels", Value: o.Value.At("spec", "selector")}), "spec.selector")
	}
	return nil
}

func matching(o *estate.Object, asked *estate.Value, path string) error {
	for _, name := range [...]string{"namespaceSelector", "objectSelector"} {
		if err := refused(o, asked.Get(name), path+"."+name); err != nil {
			return err
		}
	}
	return nil
}

// refused says what is wrong with a selector. What is of the wrong type is told where the object is decoded.
func refused(o *estate.Object, selector *estate.Value, path string) error {
	var spec metav1.LabelSelector
	if selector == nil || selector.Missing() != nil || json.Unmarshal(estate.AppendJSON(nil, selector), &spec) != nil {
		return nil
	}
	faults := validation.ValidateLabelSelector(&spec, validation.LabelSelectorValidationOptions{}, field.NewPath(path))
	if len(faults) == 0 {
		return nil
	}
	text, _, _ := strings.Cut(faults[0].ErrorBody(), ", and must start and end") // the rest repeats it as an expression
	return fmt.Errorf("%s %q means nothing: %s: %s", o.Kind, o.Name, faults[0].Field, text)
}
