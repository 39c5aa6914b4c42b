package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/// Tags, descriptions and the names of policies.
final class TagsTest {

    private final KmsClient kms = SharedServer.kms();
    private final String id = SharedServer.newKey().keyId();

    private static Tag tag(String name, String value) {
        return Tag.builder().tagKey(name).tagValue(value).build();
    }

    private List<Tag> tags() {
        return kms.listResourceTags(r -> r.keyId(id)).tags();
    }

    @Test
    void aNewKeyHasTheTagsThatItWasMadeWith() {
        String tagged = kms.createKey(r -> r.tags(tag("team", "payments"), tag("cost", ""))).keyMetadata().keyId();
        assertThat(kms.listResourceTags(r -> r.keyId(tagged)).tags())
                .containsExactly(tag("cost", ""), tag("team", "payments"));
        assertThat(tags()).isEmpty();
    }

    @Test
    void tagsAreAddedReplacedAndTakenAway() {
        kms.tagResource(r -> r.keyId(id).tags(tag("a", "1"), tag("b", "2")));
        kms.tagResource(r -> r.keyId(id).tags(tag("b", "3"), tag("c", "4")));
        assertThat(tags()).containsExactly(tag("a", "1"), tag("b", "3"), tag("c", "4"));
        kms.untagResource(r -> r.keyId(id).tagKeys("a", "not there"));
        assertThat(tags()).containsExactly(tag("b", "3"), tag("c", "4"));
    }

    @Test
    void namesDifferByCase() {
        kms.tagResource(r -> r.keyId(id).tags(tag("Team", "1"), tag("team", "2")));
        assertThat(tags()).hasSize(2);
    }

    @Test
    void aRequestThatIsRefusedChangesNoTag() {
        kms.tagResource(r -> r.keyId(id).tags(tag("a", "1")));
        Refusal.of(() -> kms.tagResource(r -> r.keyId(id).tags(tag("x", "1"), tag("x", "2"))))
                .is("TagException", "Duplicate tag keys");
        for (String reserved : List.of("aws:x", "AWS:x", "Aws:")) {
            Refusal.of(() -> kms.tagResource(r -> r.keyId(id).tags(tag("y", "1"), tag(reserved, "1"))))
                    .is("TagException", "Tags beginning with aws: are reserved");
            Refusal.of(() -> kms.untagResource(r -> r.keyId(id).tagKeys("a", reserved))).hasCode("TagException");
        }
        Refusal.of(() -> kms.tagResource(r -> r.keyId(id).tags(tag("", "1")))).hasCode("ValidationException");
        Refusal.of(() -> kms.tagResource(r -> r.keyId(id).tags(tag("z".repeat(129), "1"))))
                .hasCode("ValidationException");
        Refusal.of(() -> kms.tagResource(r -> r.keyId(id).tags(tag("z", "1".repeat(257)))))
                .hasCode("ValidationException");
        assertThat(tags()).containsExactly(tag("a", "1"));
    }

    @Test
    void aKeyHasFiftyTagsAtMost() {
        List<Tag> fifty = IntStream.range(0, 50).mapToObj(i -> tag("t" + i, "v")).toList();
        kms.tagResource(r -> r.keyId(id).tags(fifty));
        kms.tagResource(r -> r.keyId(id).tags(tag("t0", "another value")));
        Refusal.of(() -> kms.tagResource(r -> r.keyId(id).tags(tag("t50", "v")))).is("TagException", "Too many tags");
        assertThat(tags()).hasSize(50);
    }

    @Test
    void tagsComeInPagesAndAMarkerIsOnlyGoodForItsOwnKey() {
        List<Tag> many = IntStream.range(10, 30).mapToObj(i -> tag("t" + i, "v" + i)).toList();
        kms.tagResource(r -> r.keyId(id).tags(many));
        List<Tag> read = new ArrayList<>();
        ListResourceTagsResponse page = kms.listResourceTags(r -> r.keyId(id).limit(7));
        String marker = page.nextMarker();
        while (page.truncated()) {
            read.addAll(page.tags());
            String next = page.nextMarker();
            page = kms.listResourceTags(r -> r.keyId(id).limit(7).marker(next));
        }
        read.addAll(page.tags());
        assertThat(page.nextMarker()).isNull();
        assertThat(read).isEqualTo(many);

        String other = SharedServer.newKey().keyId();
        Refusal.of(() -> kms.listResourceTags(r -> r.keyId(other).marker(marker))).hasCode("InvalidMarkerException");
        Refusal.of(() -> kms.listResourceTags(r -> r.keyId(id).marker("no marker"))).hasCode("InvalidMarkerException");
    }

    @Test
    void aDescriptionIsReplacedAndMayBeEmpty() {
        kms.updateKeyDescription(r -> r.keyId(id).description("orders, päivitetty 鍵 🔑"));
        assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().description()).isEqualTo("orders, päivitetty 鍵 🔑");
        kms.updateKeyDescription(r -> r.keyId(id).description(""));
        assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().description()).isEmpty();
        Refusal.of(() -> kms.updateKeyDescription(r -> r.keyId(id).description("x".repeat(8193))))
                .hasCode("ValidationException");
    }

    @Test
    void theOnlyPolicyIsCalledDefault() {
        var policies = kms.listKeyPolicies(r -> r.keyId(id));
        assertThat(policies.policyNames()).containsExactly("default");
        assertThat(policies.truncated()).isFalse();
        assertThat(policies.nextMarker()).isNull();
        Refusal.of(() -> kms.listKeyPolicies(r -> r.keyId(id).marker("x"))).hasCode("InvalidMarkerException");
    }
}
