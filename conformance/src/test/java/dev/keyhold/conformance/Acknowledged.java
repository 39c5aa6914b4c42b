package dev.keyhold.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/// What a server has acknowledged, kept outside its process, to be asked for again after it was killed. Threads: safe.
final class Acknowledged {

    /// A ciphertext and what it must open to.
    ///
    /// @param blob as answered
    /// @param plaintext what went in or came with it
    /// @param context the encryption context
    private record Ciphertext(SdkBytes blob, SdkBytes plaintext, Map<String, String> context) {}

    private final Map<String, String> keyDescriptions = new ConcurrentHashMap<>();
    private final Map<String, String> aliasTargets = new ConcurrentHashMap<>();
    private final Queue<Ciphertext> ciphertexts = new ConcurrentLinkedQueue<>();
    private final List<Ciphertext> opened = new ArrayList<>(); // by the checking thread alone
    private final Set<String> requestIds = ConcurrentHashMap.newKeySet();
    private final Semaphore answers = new Semaphore(0);

    void key(String id, String description, KmsResponse response) {
        keyDescriptions.put(id, description);
        answered(response.responseMetadata().requestId());
    }

    void alias(String name, String target, KmsResponse response) {
        aliasTargets.put(name, target);
        answered(response.responseMetadata().requestId());
    }

    void ciphertext(SdkBytes blob, SdkBytes plaintext, Map<String, String> context, KmsResponse response) {
        ciphertexts.add(new Ciphertext(blob, plaintext, context));
        answered(response.responseMetadata().requestId());
    }

    /// A call was answered, allowed or not.
    void answered(String requestId) {
        requestIds.add(requestId);
        answers.release();
    }

    /// Waits for that many answers more.
    void await(int count) throws InterruptedException {
        answers.drainPermits();
        answers.acquire(count);
    }

    String counts() {
        return keyDescriptions.size()
                + " keys, "
                + aliasTargets.size()
                + " aliases, "
                + (ciphertexts.size() + opened.size())
                + " ciphertexts, "
                + requestIds.size()
                + " answers";
    }

    /// Every answer is in the record.
    void isOnRecord(Set<String> recorded) {
        List<String> missing = new ArrayList<>(requestIds);
        missing.removeAll(recorded);
        assertThat(missing).as("answered calls that are not on record").isEmpty();
    }

    /// Everything is there, as the server tells it, and what was not asked for before opens.
    void isThere(KmsClient kms) {
        Map<String, String> aliases = new HashMap<>();
        for (AliasListEntry alias : kms.listAliasesPaginator(r -> r.limit(100)).aliases()) {
            aliases.put(alias.aliasName(), alias.targetKeyId());
        }
        assertThat(aliases).as("acknowledged aliases").containsAllEntriesOf(aliasTargets);
        List<String> keys = kms.listKeysPaginator(r -> r.limit(1000)).keys().stream().map(KeyListEntry::keyId).toList();
        assertThat(keys).as("acknowledged keys").containsAll(keyDescriptions.keySet());
        for (Ciphertext made = ciphertexts.poll(); made != null; made = ciphertexts.poll()) {
            open(kms, made);
            opened.add(made);
        }
    }

    /// Everything is there in every detail, and all that ever opened still does.
    void isThereInFull(KmsClient kms) {
        isThere(kms);
        opened.forEach(ciphertext -> open(kms, ciphertext));
        keyDescriptions.forEach((id, description) ->
                assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().description()).isEqualTo(description));
    }

    private void open(KmsClient kms, Ciphertext ciphertext) {
        DecryptResponse answer =
                kms.decrypt(r -> r.ciphertextBlob(ciphertext.blob()).encryptionContext(ciphertext.context()));
        assertThat(answer.plaintext()).isEqualTo(ciphertext.plaintext());
        answered(answer.responseMetadata().requestId());
    }
}
