import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Holds files against standards: names of veraPDF's profiles, then paths of files.
 *
 * <p>Says of each standard and file a line that ends in nothing, which shows that it was looked at,
 * and a line for every rule that the file breaks: "PDFA-3A", path, "6.1.3-1", parted by tabs.
 */
class Validate {
    private static final String PROFILES = "/org/verapdf/pdfa/validation/%s.xml";

    public static void main(String[] given) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> standards = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>();
        for (String word : given) {
            if (word.endsWith(".pdf")) {
                files.add(Path.of(word));
            } else {
                standards.put(word, profile(word));
            }
        }
        for (Map.Entry<String, ValidationProfile> standard : standards.entrySet()) {
            for (Path file : files) {
                System.out.printf("%s\t%s\t%n", standard.getKey(), file);
                for (RuleId rule : broken(standard.getValue(), file)) {
                    System.out.printf(
                            "%s\t%s\t%s-%d%n",
                            standard.getKey(), file, rule.getClause(), rule.getTestNumber());
                }
            }
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        try (InputStream xml = Foundries.class.getResourceAsStream(String.format(PROFILES, name))) {
            return Profiles.profileFromXml(xml);
        }
    }

    private static Iterable<RuleId> broken(ValidationProfile standard, Path file) throws Exception {
        VeraPDFFoundry verapdf = Foundries.defaultInstance();
        try (InputStream pdf = Files.newInputStream(file);
                PDFAParser parser = verapdf.createParser(pdf, standard.getPDFAFlavour());
                PDFAValidator validator = verapdf.createValidator(standard, false)) {
            return validator.validate(parser).getFailedChecks().keySet();
        }
    }
}
