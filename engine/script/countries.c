/* Countries: what an ISO 3166-1 alpha-3 code brings along for free.
 *
 * The names are those of the iso-codes collection; the build makes a macro for each code out of them
 * (engine/generate/country_names.c). The place is the middle of the largest piece of land in Natural Earth, taken over
 * once. Sources and licences are in assets/README.md. A code in this table says nothing about anybody's status. */
#include "countries.h"

#include <stdlib.h>
#include <string.h>

#include <country_names.h> /* in the build folder: COUNTRY_NLD is "Netherlands", "Nederland" */

/* X(code, longitude, latitude), sorted by code for a binary search. */
#define PLACES(X)                                                                                                    \
  X(ABW, -69980, 12520) X(AFG, 66000, 33840) X(AGO, 17560, -12330) X(AIA, -63070, 18220) X(ALA, 19940, 60230)        \
  X(ALB, 20050, 41140) X(AND, 1560, 42540) X(ARE, 54310, 23900) X(ARG, -65160, -35180) X(ARM, 44930, 40290)          \
  X(ASM, -170720, -14300) X(ATA, -47800, -79440) X(ATF, 69500, -49300) X(ATG, -61790, 17080)                         \
  X(AUS, 134380, -25560) X(AUT, 14130, 47590) X(AZE, 47660, 40340) X(BDI, 29880, -3360) X(BEL, 4640, 50640)          \
  X(BEN, 2330, 9640) X(BFA, -1750, 12270) X(BGD, 90220, 23900) X(BGR, 25220, 42770) X(BHR, 50540, 26040)             \
  X(BHS, -78040, 24700) X(BIH, 17770, 44170) X(BLM, -62840, 17900) X(BLR, 28030, 53530) X(BLZ, -88720, 17200)        \
  X(BMU, -64760, 32310) X(BOL, -64690, -16710) X(BRA, -53120, -10840) X(BRB, -59560, 13180) X(BRN, 114590, 4490)     \
  X(BTN, 90400, 27410) X(BWA, 23800, -22180) X(CAF, 20470, 6570) X(CAN, -102370, 57930) X(CHE, 8210, 46800)          \
  X(CHL, -71310, -35750) X(CHN, 103800, 36620) X(CIV, -5570, 7630) X(CMR, 12740, 5690) X(COD, 23640, -2880)          \
  X(COG, 15220, -840) X(COK, -159790, -21220) X(COL, -73080, 3910) X(COM, 43340, -11650) X(CPV, -23640, 15080)       \
  X(CRI, -84190, 9980) X(CUB, -78940, 21610) X(CUW, -68970, 12200) X(CYM, -81290, 19320) X(CYP, 33010, 34920)        \
  X(CZE, 15310, 49730) X(DEU, 10370, 51090) X(DJI, 42560, 11750) X(DMA, -61360, 15440) X(DNK, 9360, 56240)           \
  X(DOM, -70510, 18890) X(DZA, 2620, 28160) X(ECU, -78390, -1450) X(EGY, 29860, 26500) X(ERI, 38840, 15360)          \
  X(ESH, -12220, 24230) X(ESP, -3560, 40400) X(EST, 25830, 58690) X(ETH, 39600, 8620) X(FIN, 26280, 64500)           \
  X(FJI, 178000, -17830) X(FLK, -58760, -51740) X(FRA, 2450, 46620) X(FRO, -6880, 62170) X(FSM, 158230, 6890)        \
  X(GAB, 11790, -590) X(GBR, -2510, 53940) X(GEO, 43510, 42170) X(GGY, -2570, 49470) X(GHA, -1220, 7950)             \
  X(GIN, -10940, 10440) X(GMB, -15400, 13450) X(GNB, -14920, 12060) X(GNQ, 10470, 1570) X(GRC, 22580, 39480)         \
  X(GRD, -61680, 12120) X(GRL, -41360, 74720) X(GTM, -90370, 15690) X(GUM, 144770, 13440) X(GUY, -58980, 4790)       \
  X(HKG, 114140, 22440) X(HMD, 73520, -53090) X(HND, -86620, 14820) X(HRV, 16420, 45160) X(HTI, -72680, 18930)       \
  X(HUN, 19400, 47160) X(IDN, 114010, -190) X(IMN, -4540, 54220) X(IND, 79590, 22910) X(IOT, 72450, -7330)           \
  X(IRL, -8130, 53170) X(IRN, 54270, 32580) X(IRQ, 43740, 33040) X(ISL, -18570, 65000) X(ISR, 35000, 31460)          \
  X(ITA, 12150, 43530) X(JAM, -77320, 18160) X(JEY, -2130, 49220) X(JOR, 36770, 31250) X(JPN, 137990, 36650)         \
  X(KAZ, 67290, 48160) X(KEN, 37800, 600) X(KGZ, 74530, 41460) X(KHM, 104910, 12720) X(KIR, -157370, 1850)           \
  X(KNA, -62750, 17330) X(KOR, 127870, 36460) X(KWT, 47560, 29320) X(LAO, 103740, 18500) X(LBN, 35880, 33920)        \
  X(LBR, -9320, 6450) X(LBY, 18010, 27030) X(LCA, -60970, 13890) X(LIE, 9540, 47140) X(LKA, 80700, 7610)             \
  X(LSO, 28230, -29580) X(LTU, 23890, 55330) X(LUX, 6070, 49770) X(LVA, 24910, 56850) X(MAC, 113510, 22220)          \
  X(MAF, -63060, 18090) X(MAR, -8460, 29840) X(MCO, 7410, 43750) X(MDA, 28460, 47190) X(MDG, 46700, -19380)          \
  X(MDV, 73500, 4200) X(MEX, -102510, 23940) X(MHL, 171190, 7110) X(MKD, 21680, 41600) X(MLI, -3540, 17350)          \
  X(MLT, 14440, 35890) X(MMR, 96490, 21220) X(MNE, 19240, 42790) X(MNG, 103050, 46830) X(MNP, 145740, 15180)         \
  X(MOZ, 35530, -17270) X(MRT, -10350, 20260) X(MSR, -62190, 16740) X(MUS, 57570, -20280) X(MWI, 34290, -13220)      \
  X(MYS, 114720, 3620) X(NAM, 17210, -22130) X(NCL, 165490, -21330) X(NER, 9390, 17420) X(NFK, 167950, -29050)       \
  X(NGA, 8090, 9600) X(NIC, -85030, 12850) X(NIU, -169870, -19050) X(NLD, 5640, 52280) X(NOR, 13910, 64240)          \
  X(NPL, 83920, 28250) X(NRU, 166930, -520) X(NZL, 170530, -43970) X(OMN, 56090, 20580) X(PAK, 69340, 29950)         \
  X(PAN, -80110, 8520) X(PCN, -128320, -24370) X(PER, -74380, -9150) X(PHL, 121420, 15960) X(PLW, 134580, 7510)      \
  X(PNG, 144240, -6610) X(POL, 19390, 52130) X(PRI, -66480, 18230) X(PRK, 127190, 40150) X(PRT, -7980, 39680)        \
  X(PRY, -58400, -23230) X(PSE, 35250, 31950) X(PYF, -149420, -17660) X(QAT, 51180, 25310) X(ROU, 24970, 45850)      \
  X(RUS, 97000, 62000) X(RWA, 29920, -1990) X(SAU, 44540, 24120) X(SDN, 29940, 15990) X(SEN, -14470, 14370)         \
  X(SGP, 103820, 1360) X(SGS, -36690, -54370) X(SHN, -5720, -15960) X(SLB, 160170, -9620) X(SLE, -11790, 8570)       \
  X(SLV, -88870, 13740) X(SMR, 12460, 43940) X(SOM, 45710, 4750) X(SPM, -56330, 46950) X(SRB, 20790, 44220)          \
  X(SSD, 30250, 7310) X(STP, 6610, 240) X(SUR, -55910, 4130) X(SVK, 19480, 48710) X(SVN, 14800, 46120)               \
  X(SWE, 16730, 62820) X(SWZ, 31480, -26560) X(SXM, -63060, 18050) X(SYC, 55480, -4660) X(SYR, 38510, 35030)         \
  X(TCA, -71740, 21810) X(TCD, 18650, 15330) X(TGO, 960, 8530) X(THA, 101010, 15130) X(TJK, 71010, 38530)            \
  X(TKM, 59370, 39120) X(TLS, 125920, -8810) X(TON, -175220, -21170) X(TTO, -61290, 10420) X(TUN, 9550, 34120)       \
  X(TUR, 35420, 38990) X(TWN, 120960, 23750) X(TZA, 34800, -6280) X(UGA, 32370, 1270) X(UKR, 31250, 49160)           \
  X(URY, -56020, -32800) X(USA, -99140, 39530) X(UZB, 63130, 41760) X(VAT, 12430, 41900) X(VCT, -61200, 13250)       \
  X(VEN, -66190, 7120) X(VGB, -64620, 18420) X(VIR, -64770, 17740) X(VNM, 106300, 16650) X(VUT, 166850, -15230)      \
  X(WLF, -178130, -14290) X(WSM, -172440, -13630) X(YEM, 47540, 15940) X(ZAF, 25160, -29010) X(ZMB, 27770, -13460)   \
  X(ZWE, 29850, -19000)

static const pl_country countries[] = {
#define X(code, longitude, latitude) {#code, COUNTRY_##code, longitude, latitude},
    PLACES(X)
#undef X
};

static int compare(const void *code, const void *country) { return strcmp(code, ((const pl_country *)country)->code); }

const pl_country *pl_country_find(const char *code) {
  if (strlen(code) != 3) return NULL;
  return bsearch(code, countries, sizeof countries / sizeof countries[0], sizeof countries[0], compare);
}
