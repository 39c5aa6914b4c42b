package dev.keyhold.conformance;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// An element of an awsQuery answer.
record XmlAnswer(Element element) {

    /// The root of an answer.
    static XmlAnswer parse(String xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new XmlAnswer(
                    factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getDocumentElement());
        } catch (ParserConfigurationException | SAXException broken) {
            throw new AssertionError("no XML: " + xml, broken);
        }
    }

    /// The child of a child, and so on.
    XmlAnswer at(String... path) {
        XmlAnswer at = this;
        for (String step : path) {
            XmlAnswer parent = at;
            at = at.child(step).orElseThrow(() -> new AssertionError("no " + step + " in " + parent.names()));
        }
        return at;
    }

    /// What it says.
    String text(String... path) {
        return at(path).element.getTextContent();
    }

    /// The child with a name, if there is one.
    Optional<XmlAnswer> child(String name) {
        return children().stream().filter(child -> child.element.getTagName().equals(name)).findFirst();
    }

    /// The members of a list.
    List<XmlAnswer> members(String... path) {
        return at(path).children();
    }

    private List<XmlAnswer> children() {
        List<XmlAnswer> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new XmlAnswer(child));
            }
        }
        return children;
    }

    private List<String> names() {
        return children().stream().map(child -> child.element.getTagName()).toList();
    }
}
