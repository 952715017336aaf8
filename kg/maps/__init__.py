"""A network as one self-contained HTML page: it opens from a file, without a server and without the internet.

`page` reads plain attributes from a networkx MultiDiGraph and knows nothing of the rest of the package. The
caller has resolved every label; a missing attribute is an empty one, and unknown attributes are ignored.

    graph   about        what the footer says, heading → text (counts, sources, statuses used, licence)
            measures     the measures by which nodes may be sized, name → label, the first one at first;
                         usual ones, such as "betweenness", need no label; else sizes count relations
            stages       the stages of careers in their order, key → heading, for the layout of circulation
            layout       the layout to begin with, one of `kg.maps.layouts.LAYOUTS`
            size         the measure to begin with, and `colour`: "country", "kind" or "community"
    nodes   label        the name on the map (else the id)
            names        language tag → text, or a list of texts; the search looks in all of them
            native       the name in its own script, for the second line of its label
            kind         what it is, and `kind_label`
            family       the row of the legend that the kind belongs to, and `family_label` (else the kind)
            country      where it belongs, and `country_label`; `countries` if it is several, for layouts
            existence    the status of the thing itself (a key such as edges have), and `existence_label`;
                         what is only planned, proposed or imagined is drawn hollow
            community    the community it belongs to, a short text
            scores       measure → number
            figures      what sources print of it in numbers: list of {"heading": what is measured, "text",
                         "status", "status_label", "evidence": as edges have it, "disputed": as edges have it}
            stage        the stage of careers of which it is the place; of people instead: `passes`, the
                         first stage that is told of them
            lat, lon     where it is on the globe, in degrees
            note         a remark
            links        pairs of heading and text; a text that is a web address becomes a link
    edges   the key      the claim that the edge stands for
            relation     the relation, its `label`, and `inverse`, how it reads from the other end
            symmetric    true where it has no direction
            layer        the layer of the network, and `layer_label`
            status       how firmly it is claimed, and `status_label`
            text         a qualification, an amount, whatever else the claim says
            period       when, as printed; `since` and `until`, the years that bound it, where there are any
            weight       a number, said where it is not 1
            evidence     list of {"source": …, "locator": …}
            disputed     what is held against it: list of texts, the arithmetic of each
"""

from __future__ import annotations

from kg.maps.page import page

__all__ = ["page"]
