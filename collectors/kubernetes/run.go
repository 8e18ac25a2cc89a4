package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
)

const namespaceKind = "Namespace"

// run is one collection.
type run struct {
	*Collector
	sink     estate.Sink
	existing []string // the namespaces that were read
	nodes    []string // the nodes that were read

	succeeded bool             // something could be read
	held      []estate.Problem // those from before that
	failure   error            // why the first list could not be read
}

// collect reads one resource, from all namespaces at once where that is allowed, else from each.
func (r *run) collect(ctx context.Context, resource resource) error {
	if resource.missing && !r.served(ctx, resource.version, resource.plural) {
		if version := r.otherVersion(ctx, &resource); version != "" {
			return r.report(ctx, resource, "", fmt.Errorf("the cluster has them in version %s only, which this version of bulkhead does not know", version))
		}
		return nil
	}
	l := &list{run: r, resource: resource, seen: make(map[key]struct{})}
	names, named := r.namespaces.names()
	switch {
	case named && resource.kind == namespaceKind:
		return r.getNamespaces(ctx, resource, names)
	case named && resource.namespaced:
		return r.each(ctx, l, names)
	}
	err := l.read(ctx, "")
	if resource.namespaced && isStatus(err, http.StatusForbidden) && len(r.existing) > 0 {
		return r.each(ctx, l, r.existing)
	}
	return r.report(ctx, resource, "", err)
}

// each reads a resource from one namespace after the other. Where it can be read from none of them, it is one problem.
func (r *run) each(ctx context.Context, l *list, namespaces []string) error {
	errs := make([]error, len(namespaces))
	failed := 0
	for i, namespace := range namespaces {
		errs[i] = l.read(ctx, namespace)
		var stop *stopError
		if errors.As(errs[i], &stop) {
			return stop.err
		}
		if errs[i] != nil {
			failed++
		}
	}
	if failed == len(namespaces) && failed > 1 {
		return r.report(ctx, l.resource, "", errs[0])
	}
	for i, namespace := range namespaces {
		if err := r.report(ctx, l.resource, namespace, errs[i]); err != nil {
			return err
		}
	}
	return nil
}

// getNamespaces reads the namespaces that are asked for by name, which takes no right to list all.
func (r *run) getNamespaces(ctx context.Context, resource resource, names []string) error {
	for _, name := range names {
		if err := r.report(ctx, resource, name, r.getNamespace(ctx, resource, name)); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) getNamespace(ctx context.Context, resource resource, name string) error {
	body, err := r.client.get(ctx, resource.listPath("")+"/"+name, nil)
	if err != nil {
		return err
	}
	defer body.Close()
	d := jsontext.NewDecoder(&boundedReader{reader: body, left: maxObject})
	v, err := estate.DecodeJSON(d, nil)
	if err != nil {
		return malformed(d, err)
	}
	if v.At("metadata", "name").Str() != name {
		return errors.New("the answer is another object")
	}
	return r.send(&resource, v)
}

// report makes a problem of an error, unless it ends the collection.
func (r *run) report(ctx context.Context, resource resource, namespace string, err error) error {
	var stop *stopError
	switch {
	case err == nil:
		r.success()
		return nil
	case errors.As(err, &stop):
		return stop.err
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	}
	if r.failure == nil {
		r.failure = err
	}
	r.problem(estate.Problem{
		What:      resource.plural,
		Kind:      resource.kind,
		Namespace: namespace,
		Error:     cause(err).Error(),
	})
	return nil
}

// problem sends a problem, as soon as it is known that it is not one of everything.
func (r *run) problem(p estate.Problem) {
	if r.succeeded {
		r.sink.Problem(p)
	} else {
		r.held = append(r.held, p)
	}
}

// success sends what was held back, before the first object.
func (r *run) success() {
	r.succeeded = true
	for _, p := range r.held {
		r.sink.Problem(p)
	}
	r.held = nil
}

// end makes one error of the problems where nothing could be read.
func (r *run) end() error {
	if r.succeeded {
		return nil
	}
	return r.explain(r.failure)
}
