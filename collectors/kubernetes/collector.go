// Package kubernetes collects a live cluster through its API server.
//
// It only reads: lists, a get of namespaces that were asked for by name, the version, and where [Config.NodeProxy] says so what kubelets
// are configured by. Secrets are never asked for, and
// literals that may hold one are replaced before an object leaves the package. See [Collector.Collect] for what is read.
package kubernetes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"k8s.io/client-go/rest"

	"bulkhead/audit/estate"
)

// Config says which cluster to read, and how.
type Config struct {
	// Kubeconfig is a file. Empty means what kubectl would read: KUBECONFIG, else ~/.kube/config, and where there is none the
	// account of the pod that the program runs in.
	Kubeconfig string
	// Context is one of the kubeconfig's contexts. Empty means its current one.
	Context string
	// URI is the target as the user gave it.
	URI string
	// IncludeNamespaces and ExcludeNamespaces are names or globs as in [path.Match]. No includes mean all namespaces. Where
	// no include is a glob, just these namespaces are asked for, so rights in them suffice.
	IncludeNamespaces, ExcludeNamespaces []string
	// QPS bounds requests per second, 50 where it is 0. Twice as many may come at once.
	QPS float32
	// NodeProxy asks each node's kubelet for its configuration too, through the API server. That takes the right to get nodes/proxy,
	// which is a right to run commands on every node.
	NodeProxy bool
	// PageSize is how many objects to ask for at a time, 500 where it is 0.
	PageSize int
}

const (
	defaultQPS      = 50
	defaultPageSize = 500
)

// Collector reads one cluster.
type Collector struct {
	target     *estate.Target
	access     *rest.Config
	client     *client
	namespaces selection
	pageSize   int
	nodeProxy  bool
}

// New finds the cluster and the credentials for it, and does not contact it yet.
func New(config Config) (*Collector, error) {
	namespaces, err := newSelection(config.IncludeNamespaces, config.ExcludeNamespaces)
	if err != nil {
		return nil, err
	}
	id, access, err := connection(config.Kubeconfig, config.Context)
	if err != nil {
		return nil, err
	}
	access.QPS = config.QPS
	if access.QPS <= 0 {
		access.QPS = defaultQPS
	}
	client, err := newClient(access)
	if err != nil {
		return nil, fmt.Errorf("context %q: %w", id, err)
	}
	pageSize := config.PageSize
	if pageSize <= 0 {
		pageSize = defaultPageSize
	}
	target := &estate.Target{ID: id, URI: config.URI, Kind: estate.Cluster}
	if !namespaces.All() {
		target.Namespaces = []estate.Namespaces{namespaces.Namespaces}
	}
	return &Collector{
		target:     target,
		access:     access,
		client:     client,
		namespaces: namespaces,
		pageSize:   pageSize,
		nodeProxy:  config.NodeProxy,
	}, nil
}

// Target describes the cluster. Its version is known once Collect has begun.
func (c *Collector) Target() *estate.Target { return c.target }

// Access is the connection to the cluster, for those who have more to do there than to collect.
func (c *Collector) Access() *rest.Config { return rest.CopyConfig(c.access) }

// Collect reads the cluster into sink, references before workloads and owners before their pods. An error means that nothing
// could be read, that ctx was cancelled, or that sink returned it. Anything less is a problem of one resource, time that
// ran out included. Where nothing can be read, there is one error instead of a problem for each resource.
func (c *Collector) Collect(ctx context.Context, sink estate.Sink) error {
	c.target.Collected = time.Now()
	r := run{Collector: c, sink: sink}
	version, err := c.version(ctx)
	var refused *statusError
	switch {
	case errors.As(err, &refused) && !refused.unauthorized():
		r.problem(estate.Problem{What: "version", Error: err.Error()}) // the rest may be readable all the same
	case err != nil:
		return c.explain(err)
	}
	c.target.Version = version

	for _, resource := range resources {
		if err := r.collect(ctx, resource); err != nil {
			return err
		}
	}
	if c.nodeProxy {
		if err := r.kubelets(ctx); err != nil {
			return err
		}
	}
	return r.end()
}

// version asks for the API server's version, such as "v1.37.2".
func (c *Collector) version(ctx context.Context) (string, error) {
	body, err := c.client.get(ctx, "/version", nil)
	if err != nil {
		return "", err
	}
	defer body.Close()
	var info struct {
		GitVersion string `json:"gitVersion"`
	}
	if err := json.NewDecoder(io.LimitReader(body, maxStatus)).Decode(&info); err != nil {
		return "", fmt.Errorf("read version: %w", err)
	}
	return info.GitVersion, nil
}

// explain makes an error because of which nothing was read into one that names the cluster and the way out.
func (c *Collector) explain(err error) error {
	var refused *statusError
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &refused) && refused.unauthorized():
		return fmt.Errorf("context %q: %s refuses the credentials, which may have expired: log in again or name another context: %w",
			c.target.ID, c.client.server(), err)
	case isStatus(err, http.StatusForbidden):
		return fmt.Errorf("context %q: %s lets this user read nothing: give it the right to list what is audited, or name namespaces that it may read: %w",
			c.target.ID, c.client.server(), err)
	case errors.As(err, &refused):
		return fmt.Errorf("context %q: nothing could be read from %s: %w", c.target.ID, c.client.server(), err)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("context %q: %s did not answer in time: check the network, or allow more time: %w",
			c.target.ID, c.client.server(), context.DeadlineExceeded)
	}
	return fmt.Errorf("context %q: no answer from %s: check the address, the credentials and the network: %w",
		c.target.ID, c.client.server(), cause(err))
}
