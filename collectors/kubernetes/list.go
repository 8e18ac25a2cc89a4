package kubernetes

import (
	"context"
	"errors"
	"net/http"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// maxRestarts bounds how often a list goes on after the server forgot where it was.
const maxRestarts = 20

// stopError is what the sink returned.
type stopError struct{ err error }

func (e *stopError) Error() string { return e.err.Error() }

// list reads one resource.
type list struct {
	*run
	resource resource
	// seen has the objects that were read, for a list that went on elsewhere shows some of them again.
	seen map[key]struct{}
}

type key struct{ namespace, name string }

// read reads the objects of one namespace, or of all where namespace is empty, page after page. A server keeps a list's
// state for some minutes only and says 410 Gone then, with or without a place to go on at.
func (l *list) read(ctx context.Context, namespace string) error {
	ahead := l.fetch(ctx, namespace, "")
	defer func() { ahead.close() }()
	for restarts := 0; ; {
		body, err := ahead.wait()
		var status *statusError
		switch {
		case errors.As(err, &status) && status.code == http.StatusGone && restarts < maxRestarts:
			restarts++
			ahead = l.fetch(ctx, namespace, status.next)
			continue
		case err != nil:
			return err
		}
		ahead = nil
		p, err := readPage(body, l.take, func(next string) { // the server makes the next page while this one is read
			ahead.close()
			ahead = l.fetch(ctx, namespace, next)
		})
		body.Close()
		if err != nil {
			return err
		}
		l.sink.Progress(l.resource.plural, len(l.seen), l.total(p))
		if p.next == "" {
			return nil
		}
	}
}

func (l *list) total(p page) int {
	if p.next != "" && p.remaining == 0 {
		return 0
	}
	return len(l.seen) + p.remaining
}

// take sends an object to the sink, unless it was read before or is not asked for.
func (l *list) take(v *estate.Value) error {
	metadata := v.Get("metadata")
	id := key{metadata.Get("namespace").Str(), metadata.Get("name").Str()}
	if id.name == "" {
		return errors.New("an item has no name")
	}
	if _, ok := l.seen[id]; ok {
		return nil
	}
	l.seen[id] = struct{}{}
	return l.send(&l.resource, v)
}

// send sends an object to the sink, cut down to what may be kept, unless its namespace is not asked for.
func (r *run) send(resource *resource, v *estate.Value) error {
	metadata := v.Get("metadata")
	object := &estate.Object{
		Target:          r.target,
		Platform:        estate.Kubernetes,
		Kind:            resource.kind,
		Namespace:       metadata.Get("namespace").Str(),
		Name:            metadata.Get("name").Str(),
		ResourceVersion: metadata.Get("resourceVersion").Str(),
		Value:           v,
	}
	if resource.namespaced && !r.namespaces.Has(object.Namespace) {
		return nil
	}
	if resource.kind == namespaceKind {
		if !r.namespaces.Has(object.Name) {
			return nil
		}
		r.existing = append(r.existing, object.Name)
	}
	if resource.kind == "Node" {
		r.nodes = append(r.nodes, object.Name)
	}
	resource.shape(v)
	redact.Object(v)
	r.success()
	if err := r.sink.Object(object); err != nil {
		return &stopError{err}
	}
	return nil
}

// shape gives an item the kind that lists leave out, and drops of its status what says nothing of configuration.
func (r *resource) shape(v *estate.Value) {
	items := make([]estate.Item, 0, len(v.Items)+2)
	items = append(items,
		estate.Item{Key: "apiVersion", Value: estate.Text(r.version)},
		estate.Item{Key: "kind", Value: estate.Text(r.kind)})
	for _, item := range v.Items {
		switch item.Key {
		case "apiVersion", "kind":
			continue
		case "status":
			if item.Value = pick(item.Value, r.status); item.Value == nil {
				continue
			}
		}
		items = append(items, item)
	}
	v.Items = items
}

// pick returns the fields of a map that keys name, or nil where it has none.
func pick(v *estate.Value, keys []string) *estate.Value {
	var items []estate.Item
	for _, key := range keys {
		if field := v.Get(key); field != nil {
			items = append(items, estate.Item{Key: key, Value: field})
		}
	}
	if items == nil {
		return nil
	}
	return estate.MapOf(items...)
}
