package kubernetes

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	_ "k8s.io/client-go/plugin/pkg/client/auth/oidc" // kubeconfigs may name it
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// InCluster is the ID of the cluster that the program itself runs in, where no kubeconfig names it.
const InCluster = "in-cluster"

// Contexts lists the contexts of a kubeconfig, sorted. An empty file name means what kubectl would read.
func Contexts(kubeconfig string) ([]string, error) {
	config, err := load(kubeconfig)
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(config.Contexts)), nil
}

// connection finds the address of a cluster and the credentials for it, and the target's ID.
func connection(kubeconfig, context string) (id string, access *rest.Config, err error) {
	config, err := load(kubeconfig)
	if err != nil {
		return "", nil, err
	}
	if kubeconfig == "" && context == "" && clientcmdapi.IsConfigEmpty(config) {
		access, err = rest.InClusterConfig()
		if errors.Is(err, rest.ErrNotInCluster) {
			err = errors.New("there is no kubeconfig, and this is no pod: set --kubeconfig or KUBECONFIG")
		}
		return InCluster, access, err
	}
	if context == "" {
		context = config.CurrentContext
	}
	if config.Contexts[context] == nil {
		return "", nil, fmt.Errorf("there is no context %q: %s", context, known(kubeconfig, config))
	}
	access, err = clientcmd.NewNonInteractiveClientConfig(*config, context, nil, nil).ClientConfig()
	if err != nil {
		return "", nil, fmt.Errorf("context %q: %w", context, err)
	}
	return context, access, nil
}

// known names the contexts to choose from, or where they were looked for.
func known(kubeconfig string, config *clientcmdapi.Config) string {
	if len(config.Contexts) > 0 {
		return "name one of " + strings.Join(slices.Sorted(maps.Keys(config.Contexts)), ", ")
	}
	files := []string{kubeconfig}
	if kubeconfig == "" {
		files = clientcmd.NewDefaultClientConfigLoadingRules().GetLoadingPrecedence()
	}
	return "no contexts were found in " + strings.Join(files, ", ")
}

func load(kubeconfig string) (*clientcmdapi.Config, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = kubeconfig
	rules.Warner = func(error) {} // a missing file is met by the error that nothing is configured
	config, err := rules.Load()
	if err != nil {
		return nil, fmt.Errorf("read kubeconfig: %w", err)
	}
	return config, nil
}
