using System.Globalization;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.Conversation;
using CompetencyBot.Sources;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Speaks of files in the reader's language.</summary>
internal static class FileWords
{
    private const double Kilobyte = 1024;
    private const double Megabyte = 1024 * 1024;

    public static string UnknownKind =>
        Language.Format(Texts.FileUnknownKind, string.Join(Texts.ListSeparator, Enum.GetValues<FileKind>().Select(FileKinds.StemOf)));

    public static string Kind(FileKind kind) => kind switch
    {
        FileKind.People => Texts.FileKindPeople,
        FileKind.TrainingCompletions => Texts.FileKindTraining,
        FileKind.CompetencyPerformanceRequirement => Texts.FileKindPerformance,
        FileKind.CompetencySummaryHistory => Texts.FileKindHistory,
        FileKind.Membership => Texts.FileKindMembership,
        FileKind.CapabilityMetrics => Texts.FileKindCapabilities,
        _ => throw new InvalidOperationException($"No words for {kind}."),
    };

    /// <summary>Rounded up: no file has 0 KB.</summary>
    public static string Size(long bytes) => bytes < Megabyte
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Ceiling(bytes / Kilobyte):0} KB")
        : string.Create(CultureInfo.CurrentCulture, $"{Math.Ceiling(bytes / Megabyte * 10) / 10:0.#} MB");

    public static string Why(DownloadFault fault) => fault switch
    {
        DownloadFault.NoAddress => Texts.FileNoAddress,
        DownloadFault.NotTrusted => Texts.FileNotTrusted,
        DownloadFault.Redirected => Texts.FileIsLink,
        DownloadFault.TooLarge => Language.Format(Texts.FileTooLarge, Size(FileDownload.MaxBytes)),
        DownloadFault.Expired => Texts.FileExpired,
        DownloadFault.NotReached => Texts.FileNotReached,
        _ => throw new InvalidOperationException($"No words for {fault}."),
    };

    /// <returns>Null for what can be read as text.</returns>
    public static string? WhyNot(FileContentKind content) => content switch
    {
        FileContentKind.Text or FileContentKind.Utf16Text => null,
        FileContentKind.Empty => Texts.FileEmpty,
        FileContentKind.LegacyText => Why(new Rejection(RejectionReason.NotUtf8)),
        FileContentKind.Html => Texts.FileIsLink,
        FileContentKind.Office => Texts.FileIsOffice,
        FileContentKind.Zip => Why(ZipFault.Nested),
        _ => Texts.FileIsNoText,
    };

    public static string Why(ZipFault fault) => new ImportReport(CultureInfo.CurrentUICulture).Reason(fault);

    public static string Why(Rejection rejection) => new ImportReport(CultureInfo.CurrentUICulture).Reason(rejection);
}
