"""A network as one self-contained HTML page: it opens from a file, without a server and without the internet.

`page` reads plain attributes from a networkx MultiDiGraph and knows nothing of the rest of the package. The
caller has resolved every label; a missing attribute is an empty one, and unknown attributes are ignored.

    graph   about        what the footer says, heading → text (counts, sources, statuses used, licence)
    nodes   label        the name on the map (else the id)
            names        language tag → text, or a list of texts; the search looks in all of them
            native       the name in its own script, for the second line of its label
            kind         what it is, and `kind_label`
            family       the row of the legend that the kind belongs to, and `family_label` (else the kind)
            country      where it belongs, and `country_label`
            existence    the status of the thing itself (a key such as edges have), and `existence_label`;
                         what is only planned, proposed or imagined is drawn hollow
            note         a remark
            links        pairs of heading and text; a text that is a web address becomes a link
    edges   the key      the claim that the edge stands for
            relation     the relation, its `label`, and `inverse`, how it reads from the other end
            symmetric    true where it has no direction
            layer        the layer of the network, and `layer_label`
            status       how firmly it is claimed, and `status_label`
            text         a qualification, an amount, whatever else the claim says
            period       when, as printed
            evidence     list of {"source": …, "locator": …}
"""

from __future__ import annotations

from kg.maps.page import page

__all__ = ["page"]
